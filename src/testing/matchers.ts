import type { ExpectedInput, PatternInput } from "../client/input.ts";
import type { ExceptInput, MockSession, WithinInput } from "../client/session.ts";
import { seenBy } from "./seen.ts";

/** The matchers, as `expect(session)` has them. */
export interface MockMatchers {
  /** The session was asked what the pattern says: at least once, or as `expected` says. */
  toHaveReceived(pattern: PatternInput, expected?: ExpectedInput): Promise<void>;
  /** The session was asked what the patterns say, one after the other, whatever came between. */
  toHaveReceivedInOrder(patterns: readonly PatternInput[], expected?: WithinInput): Promise<void>;
  /** No request of the session broke the contract. */
  toHaveNoViolations(expected?: ExceptInput): Promise<void>;
}

/** What Jest and Vitest tell a matcher. */
interface Matching {
  readonly isNot?: boolean;
  readonly promise?: string;
  readonly utils: {
    matcherHint(name: string, received: string, expected: string, options: object): string;
  };
}

/** What a matcher answers both with. */
interface Matched {
  readonly pass: boolean;
  message(): string;
}

type Extension<Name extends keyof MockMatchers> = (
  this: Matching,
  session: unknown,
  ...expected: Parameters<MockMatchers[Name]>
) => Promise<Matched>;

/** Checks that are under way, by the session's name: one that nobody awaits would pass whatever it finds. */
const underWay = new Map<string, number>();

/** Matchers for `expect.extend` of Jest and Vitest; all ask the server, so all must be awaited. */
export const mockMatchers: { readonly [Name in keyof MockMatchers]: Extension<Name> } = {
  toHaveReceived(session, pattern, expected) {
    const mock = asSession(session, "toHaveReceived");
    // What `not` is asked about is that it never came: the server then tells what did.
    if (this.isNot === true && expected === undefined) {
      return check(mock, () => mock.verify(pattern, { never: true })).then((told) =>
        matched(this, "toHaveReceived", { pass: told !== undefined, told: told ?? "" }),
      );
    }
    return held(this, { mock, name: "toHaveReceived", verify: () => mock.verify(pattern, expected) });
  },

  toHaveReceivedInOrder(session, patterns, expected) {
    const mock = asSession(session, "toHaveReceivedInOrder");
    const verify = () => mock.verifyInOrder(patterns, expected);
    return held(this, { mock, name: "toHaveReceivedInOrder", verify });
  },

  toHaveNoViolations(session, expected) {
    const mock = asSession(session, "toHaveNoViolations");
    return held(this, { mock, name: "toHaveNoViolations", verify: () => mock.verifyNoViolations(expected) });
  },
};

/** Throws where a matcher of the session is still under way at the end of its test. */
export function refuseForgotten(session: Pick<MockSession, "name">): void {
  if (!underWay.has(session.name)) return;
  throw new Error(
    "a matcher of the mock session was not awaited, and would pass whatever it finds\n" +
      "  Write: await expect(session).toHaveReceived(…)",
  );
}

interface Held {
  readonly mock: MockSession;
  readonly name: string;
  readonly verify: () => Promise<void>;
}

async function held(matching: Matching, { mock, name, verify }: Held): Promise<Matched> {
  const told = await check(mock, verify);
  if (told !== undefined) return matched(matching, name, { pass: false, told });
  return matched(matching, name, { pass: true, told: matching.isNot === true ? await seenBy(mock) : "" });
}

/** What the server has against it; undefined: nothing. Rejects where it could not be asked. */
async function check(mock: MockSession, verify: () => Promise<void>): Promise<string | undefined> {
  // Kept: what stands for the session of the test that runs means another one after it.
  const { name } = mock;
  underWay.set(name, (underWay.get(name) ?? 0) + 1);
  try {
    await verify();
    return undefined;
  } catch (error) {
    if (error instanceof Error && error.name === "VerificationError") return error.message;
    throw error;
  } finally {
    const others = (underWay.get(name) ?? 1) - 1;
    if (others > 0) underWay.set(name, others);
    else underWay.delete(name);
  }
}

function matched(
  { utils, isNot = false, promise = "" }: Matching,
  name: string,
  { pass, told }: { pass: boolean; told: string },
): Matched {
  const expected = name === "toHaveNoViolations" ? "" : "pattern";
  return {
    pass,
    message: () => `${utils.matcherHint(name, "session", expected, { isNot, promise })}\n\n${told}`,
  };
}

function asSession(given: unknown, name: string): MockSession {
  if (typeof given === "object" && given !== null && "verify" in given && "headers" in given) {
    return given as MockSession;
  }
  throw new TypeError(
    `expect(…).${name}() is asked of a mock session\n  Give what mockSession() or connect(url).session() gave you.`,
  );
}
