import type { Contract } from "../contract/contract.ts";
import type { MediaType, Operation } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import type { Source } from "../problem/exchange.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Schema } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";
import { mergeHeaders } from "../http/headers.ts";
import { chooseMedia, declaredFor, isBodiless, silence, successOf, type Choice } from "./choose.ts";
import { createEchoes } from "./echo.ts";
import { exampleFor } from "./example.ts";
import { undeclaredStatus } from "./fail.ts";
import { composeFitting } from "./fitting.ts";
import { listHeaders, tellStored } from "./from-store.ts";
import { createHeaders } from "./headers.ts";
import type { Preferences } from "./preferences.ts";
import { contentReply, problemReply, undeclaredReply, type Reply } from "./reply.ts";
import type { Resource, Resources } from "./resource.ts";
import { playResource, type StoreAnswer } from "./stored.ts";
import { createThings } from "./things.ts";
import { createExamples, type UsableExample } from "./usable-example.ts";

/** A request that has earned a success. */
export interface Earned {
  readonly operation: Operation;
  readonly session: string;
  readonly accept: string | undefined;
  readonly preferences: Preferences;
  /** Drawn once the request is known to get a success: repeating an unsafe one counts from then on. */
  readonly drawSeed: () => Promise<number>;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly bodySchema: Schema | undefined;
  /** Where the request went, for a `Location`: session prefix and path. */
  readonly target: string;
  readonly instance: string;
  readonly scripted?: Scripted | undefined;
}

/** What a scenario makes of a success. */
export interface Scripted {
  readonly source: Source;
  readonly status: number | undefined;
  readonly given: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly example: string | undefined;
}

export interface SuccessTools {
  readonly contract: Contract;
  readonly generator: Generator;
  readonly store: Store;
  readonly resources: () => Resources;
  readonly isDynamic: boolean;
  /** Remember nothing: every answer comes from the contract. */
  readonly isStateless: boolean;
}

/** A success on its way: what was chosen so far. */
interface Chosen {
  readonly choice: Choice;
  readonly media: MediaType | undefined;
  readonly example: UsableExample | undefined;
  readonly dynamic: boolean;
  readonly seed: number;
}

/** Why the store cannot give a success: it has no such record, or has one with that id already. */
export type Refusal = "missing" | "conflict";

/**
 * Answers requests that deserve it: from the store, an authored example, or the generator. The function it returns
 * gives a refusal when the store is the authority and says otherwise.
 */
export function createSuccess(tools: SuccessTools): (earned: Earned) => Promise<Reply | Refusal> {
  const { contract, generator, store } = tools;
  const { schemas } = contract;
  const echo = createEchoes(schemas);
  const headersOf = createHeaders({ schemas, generator });
  const usable = createExamples({ schemas, generator });
  const things = createThings({ schemas, echo });

  return async (earned) => {
    const { operation, preferences, scripted } = earned;
    const choice = choose(earned);
    if (!choice.declared) return undeclared(choice.status, earned);
    const name = scripted?.example ?? preferences.example;
    const media = chooseMedia({ accept: earned.accept, example: name }, choice);
    const dynamic = preferences.dynamic ?? tools.isDynamic;
    const example = exampleFor({ operation, declared: choice.declared, media, name, dynamic, usable });
    const chosen: Chosen = { choice, media, example, dynamic, seed: await earned.drawSeed() };
    const resource = resourceOf(earned, choice);
    if (!resource) return fromContract(earned, chosen);
    const answer = await askStore(resource, earned, chosen);
    if (answer.kind === "missing" || answer.kind === "conflict") return answer.kind;
    if (answer.kind === "unwritten")
      return fromContract(earned, chosen, things.named(resource, media, answer.given));
    return fromStore(answer, { earned, chosen, resource });
  };

  /** The resource the operation belongs to, where this status is the one that speaks of it. */
  function resourceOf({ operation }: Earned, { status }: Choice): Resource | undefined {
    if (tools.isStateless || successOf(operation)?.status !== status) return undefined;
    return tools.resources().get(operation);
  }

  async function askStore(resource: Resource, earned: Earned, chosen: Chosen): Promise<StoreAnswer> {
    const { dynamic, seed } = chosen;
    const { preferences, session, path, query, scripted } = earned;
    const isRead = resource.role === "read" || resource.role === "list";
    const bypasses = preferences.dynamic === true || preferences.example !== undefined;
    if (isRead && bypasses) return { kind: "unwritten", given: undefined };
    const request = {
      session,
      path,
      query,
      seed,
      said: things.said(resource, earned),
      dynamic,
      example: things.shown(resource, chosen),
      scripted: scripted?.given,
    };
    try {
      return await playResource(resource, request, { store, generator, schemas });
    } catch (error) {
      // What cannot be stored is no reason to give no answer.
      if (error instanceof ProblemError && isOfSchema(error)) return { kind: "unwritten", given: undefined };
      throw error;
    }
  }

  function fromContract(
    earned: Earned,
    { choice, media, example, dynamic, seed }: Chosen,
    named?: unknown,
  ): Reply {
    const { preferences, scripted } = earned;
    const { status, declared } = choice;
    const wish = { seed, dynamic, target: earned.target };
    const headers = mergeHeaders(headersOf(declared, wish), scripted?.headers);
    const source = scripted?.source ?? (preferences.code === undefined ? undefined : "forced");
    if (!media)
      return contentReply(
        { status, source: source ?? "generated", said: sayingOf(choice), headers },
        undefined,
      );
    const echoed =
      preferences.example === undefined
        ? echo(earned.bodySchema, media.schema, "client")(earned.body)
        : undefined;
    const ingredients = { seed, dynamic, example, echoed, named, scripted: scripted?.given };
    const composed = composeFitting(media, ingredients, { schemas, generator });
    const said = example ? tellExample(example) : tellings[composed.source];
    return contentReply(
      { status, source: source ?? composed.source, said, headers },
      { value: composed.value, media },
    );
  }

  function fromStore(answer: StoreAnswer, { earned, chosen, resource }: Stored): Reply {
    const { choice, media, dynamic, seed } = chosen;
    const { scripted, target } = earned;
    const known = { ...locationOf(answer, earned, resource), ...listHeaders(choice.declared, answer) };
    const declared = mergeHeaders(headersOf(choice.declared, { seed, dynamic, target }), known);
    const headers = mergeHeaders(declared, scripted?.headers);
    const source = scripted?.source ?? (earned.preferences.code === undefined ? "store" : "forced");
    const parts = { status: choice.status, source, said: sayings[answer.kind], headers };
    if (!media) return contentReply(parts, undefined);
    const { value, text } = tellStored(answer, { resource, media, seed }, { schemas, generator, echo });
    return contentReply(parts, { value, media }, text);
  }
}

/** Where a created thing can be read, if things have paths of their own. */
function locationOf(
  answer: StoreAnswer,
  { target }: Earned,
  { role, hasItems }: Resource,
): Record<string, string> {
  if (role !== "create" || !hasItems || answer.kind !== "one" || answer.key === undefined) return {};
  return { Location: `${target.replace(/\/$/, "")}/${encodeURIComponent(answer.key)}` };
}

interface Stored {
  readonly earned: Earned;
  readonly chosen: Chosen;
  readonly resource: Resource;
}

const sayings: Record<StoreAnswer["kind"], string> = {
  one: "the record as the store keeps it",
  many: "the records of the collection",
  deleted: "the record was taken out of the store",
  missing: "the store has no such record",
  conflict: "the store has a record with that id",
  unwritten: "the session never wrote to this collection",
};

const tellings = {
  generated: "generated from the response's schema",
  example: "an authored example, as no value satisfies its schema",
} as const;

function tellExample({ name, isMended }: UsableExample): string {
  return `the authored example ${name}${isMended === true ? ", less what breaks its schema" : ""}`;
}

/** Whether it says of a schema that it cannot be used, or that it has no value. */
function isOfSchema({ problem }: ProblemError): boolean {
  return problem.code === "impossible-schema" || problem.code === "unusable-schema";
}

function choose({ operation, preferences, scripted }: Earned): Choice {
  const status = scripted?.status ?? preferences.code;
  if (status !== undefined) return { status, declared: declaredFor(operation, status) };
  return successOf(operation) ?? silence;
}

function sayingOf(choice: Choice): string {
  if (choice === silence) return "the operation declares no success: 200 without content";
  return isBodiless(choice.status) ? "this status has no content" : "declared without content";
}

/** A status below 400 that the contract does not know. */
function undeclared(status: number, { operation, scripted, instance }: Earned): Reply {
  if (scripted) {
    const { source, headers, given } = scripted;
    return undeclaredReply({ status, source, said: "as the scenario says", headers }, given);
  }
  const own = undeclaredStatus(operation, status);
  return problemReply(own, instance, { source: "forced", said: own.detail });
}
