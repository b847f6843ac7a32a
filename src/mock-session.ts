import type { ShownExchange } from "./journal/shown.ts";
import { InputError } from "./problem/input-error.ts";
import { ProblemError } from "./problem/problem.ts";
import { isObject } from "./schema/pointer.ts";
import type { Served } from "./server/served.ts";
import type { PreferencesInput } from "./server/told/preferences.ts";
import type { PatternInput } from "./server/verify/pattern.ts";
import type { TimesInput } from "./server/verify/verify.ts";
import type { StubInput } from "./stubs/input.ts";

/** A session of a running server, as a test sees it. */
export interface MockSession {
  /** Base URL of the session, for clients that can change nothing else. */
  readonly url: string;
  /** To be sent along by clients that can. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the session was asked and answered, newest first; secrets redacted. */
  requests(): readonly ShownExchange[];
  /** Switches a scenario on, or off, for this session. Rejects with InputError when there is none of that name. */
  use(scenario: string, active?: boolean): Promise<void>;
  /**
   * Tells the session a stub, which goes before those it was told earlier and those of files that ask for as much.
   * Rejects with InputError that names place, cause and next step.
   */
  stub(stub: StubInput): Promise<ToldStub>;
  /**
   * What every request of the session asks for from now on that does not ask otherwise, and nothing else: `prefer({})`
   * takes it back. Rejects with InputError, and then takes nothing.
   */
  prefer(preferences: PreferencesInput): Promise<void>;
  /** The requests that a pattern is about, newest first. Rejects with InputError where it names what is not there. */
  find(pattern: PatternInput): Promise<readonly ShownExchange[]>;
  /**
   * Resolves when what the pattern says came as often as it should have, at least once where nothing is said. Rejects with
   * an Error that tells how often it came, and the requests that came nearest.
   */
  verify(pattern: PatternInput, times?: TimesInput): Promise<void>;
  /** Resolves when no request of the session broke the contract; rejects with an Error that lists what did. */
  verifyNoViolations(): Promise<void>;
  /** Forgets what it was told, its records, ids, states and journal. */
  reset(): Promise<void>;
}

/** A stub that a session was told. */
export interface ToldStub {
  /** As `X-Mock-Source` says it: `stub:<id>`. */
  readonly id: string;
  /** Takes it back; once it is gone this does nothing. */
  remove(): Promise<void>;
}

interface Running {
  /** Throws while nothing is served. */
  readonly served: () => Served;
  readonly url: () => string;
}

/** The session of that name, of a server that may not run yet. */
export function sessionOf(name: string, { served, url }: Running): MockSession {
  const listener = () => ({ served: served(), session: name });
  return {
    get url() {
      return `${url()}/__session/${name}`;
    },
    headers: { "X-Mock-Session": name },
    requests() {
      const { sessions, show } = served();
      return sessions.exchanges(name).map(show);
    },
    // What tells a session something is loaded when that is first wanted: a start need not wait for it.
    use: (scenario, active = true) =>
      told(async () => {
        const { useNamed } = await import("./server/told/scenarios.ts");
        useNamed(listener(), scenario, active);
      }),
    stub: (written) =>
      told(async () => {
        const { addStub, removeStub } = await import("./server/told/stubs.ts");
        const { id } = await addStub(listener(), asJson(written));
        return { id, remove: () => removeStub(listener(), id).then(() => undefined) };
      }),
    prefer: (preferences) =>
      told(async () => {
        const { prefer } = await import("./server/told/preferences.ts");
        prefer(listener(), asJson(preferences));
      }),
    find: (pattern) =>
      told(async () => {
        const { foundBy, readPattern } = await import("./server/verify/pattern.ts");
        return foundBy(readPattern(asJson(pattern), served()), served(), name).map(served().show);
      }),
    verify: (pattern, times = {}) =>
      told(async () => {
        const { unmet } = await import("./server/verify/verify.ts");
        const said = unmet(listener(), asJson(pattern), times);
        if (said !== undefined) throw new Error(said);
      }),
    verifyNoViolations: () =>
      told(async () => {
        const { violationsOf } = await import("./server/verify/verify.ts");
        const broken = violationsOf(listener());
        if (broken.length > 0) throw new Error(`the contract was broken:\n  ${broken.join("\n  ")}`);
      }),
    reset: () => served().sessions.reset(name),
  };
}

/** A copy, so that the caller's own changes nothing later; what JSON cannot say is left out. */
function asJson(written: object): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(written) as string | undefined;
  const copy = JSON.parse(text ?? "null") as unknown;
  if (isObject(copy)) return copy;
  throw new InputError("this is no object", { help: 'Write { operation: "createPet", respond: { … } }.' });
}

/** The admin API's problems as errors that a test's output shows in full. */
async function told<T>(tell: () => Promise<T>): Promise<T> {
  try {
    return await tell();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { detail, help, errors = [] } = error.problem;
    const lines = errors.map(({ pointer, message }) => `${pointer || "/"}: ${message}`);
    throw new InputError(lines.length > 0 ? lines.join("\n  ") : detail, lines.length > 0 ? {} : { help });
  }
}
