import type { Source } from "../problem/exchange.ts";
import { mergeHeaders } from "../http/headers.ts";
import { askStore } from "./ask-store.ts";
import { merge } from "./compose.ts";
import { chooseMedia, declaredFor, isBodiless, silence, successOf, type Choice } from "./choose.ts";
import type { Chosen, Earned, SuccessTools } from "./earned.ts";
import { createEchoes } from "./echo.ts";
import { exampleFor } from "./example.ts";
import { undeclaredStatus } from "./fail.ts";
import { composeFitting } from "./fitting.ts";
import { storeHeaders, tellStored, type Success } from "./from-store.ts";
import { createHeaders } from "./headers.ts";
import { contentReply, problemReply, undeclaredReply, type Reply } from "./reply.ts";
import type { Resource } from "./resource.ts";
import type { Refusal } from "./stored.ts";
import { tagOf, names } from "./tags.ts";
import { createThings } from "./things.ts";
import { createExamples, type UsableExample } from "./usable-example.ts";

/**
 * Answers requests that deserve it: from the store, an authored example, or the generator. The function it returns
 * gives a refusal when the store is the authority and says otherwise.
 */
export function createSuccess(tools: SuccessTools): (earned: Earned) => Promise<Reply | Refusal> {
  const { contract, generator } = tools;
  const { schemas } = contract;
  const echo = createEchoes(schemas);
  const headersOf = createHeaders({ schemas, generator });
  const usable = createExamples({ schemas, generator });
  const things = createThings({ schemas, echo });
  const asking = { ...tools, schemas, things, usable };

  return async (earned) => {
    const { operation, preferences, scripted } = earned;
    const choice = choose(earned);
    if (!choice.declared) return undeclared(choice.status, earned);
    const name = scripted?.example ?? preferences.example;
    const media = chooseMedia({ accept: earned.headers["accept"], example: name }, choice);
    const dynamic = preferences.dynamic ?? tools.isDynamic;
    const example = exampleFor({ operation, declared: choice.declared, media, name, dynamic, usable });
    const chosen: Chosen = { choice, media, example, dynamic, seed: await earned.drawSeed() };
    const resource = resourceOf(earned, choice);
    if (!resource) return fromContract(earned, chosen);
    const answer = await askStore(resource, { earned, chosen }, asking);
    switch (answer.kind) {
      case "unwritten":
        return known(
          fromContract(earned, chosen, things.named(resource, media, answer.given)),
          earned,
          resource,
        );
      case "one":
      case "many":
      case "deleted":
        return fromStore(answer, { earned, chosen, resource });
      case "unchanged":
        return unchanged(tagOf(answer.record.json));
      default:
        return answer;
    }
  };

  /** The resource the operation belongs to, where this status is the one that speaks of it. */
  function resourceOf({ operation }: Earned, { status }: Choice): Resource | undefined {
    if (tools.isStateless || successOf(operation)?.status !== status) return undefined;
    return tools.resources().get(operation);
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

  function fromStore(answer: Success, { earned, chosen, resource }: Stored): Reply {
    const { dynamic, seed } = chosen;
    const { scripted, target } = earned;
    const { choice, media } = statusOf(answer, earned, chosen);
    const declared = headersOf(choice.declared, { seed, dynamic, target });
    const own = storeHeaders(answer, { declared: choice.declared, resource, earned });
    const headers = mergeHeaders(withoutNone(mergeHeaders(declared, own)), scripted?.headers);
    const isImagined = answer.kind === "many" && answer.isImagined;
    const teller = isImagined ? "generated" : "store";
    const source = scripted?.source ?? (earned.preferences.code === undefined ? teller : "forced");
    const said = isImagined ? imaginedSaying : sayings[answer.kind];
    const parts = { status: choice.status, source, said, headers };
    if (!media) return contentReply(parts, undefined);
    const telling = { resource, media, seed, earned };
    const { value, text } = tellStored(answer, telling, { schemas, generator, echo });
    if (scripted?.given === undefined) return contentReply(parts, { value, media }, text);
    return contentReply(parts, { value: merge(value, scripted.given), media });
  }
}

interface Stored {
  readonly earned: Earned;
  readonly chosen: Chosen;
  readonly resource: Resource;
}

/** A PUT that created what was not there says 201, where that is declared beside 200 or 204. */
function statusOf(
  answer: Success,
  { operation, headers, preferences, scripted }: Earned,
  { choice, media }: Chosen,
): Pick<Chosen, "choice" | "media"> {
  const isOwn = preferences.code === undefined && scripted?.status === undefined;
  const isNew = answer.kind === "one" && answer.isNew === true;
  if (!isNew || !isOwn || !operation.responses.some(({ key }) => key === "201")) return { choice, media };
  const created = { status: 201, declared: declaredFor(operation, 201) };
  return { choice: created, media: chooseMedia({ accept: headers["accept"] }, created) };
}

/** An empty text stands for a header that has nothing to say. */
function withoutNone(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
}

/** A thing that was never written has a tag too, made of what is said of it. */
function known(reply: Reply, { headers }: Earned, { isTagged, role }: Resource): Reply {
  if (!isTagged || role !== "read" || reply.content === undefined) return reply;
  const tag = tagOf(JSON.stringify(reply.content.value));
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch !== undefined && names(ifNoneMatch, tag)) return unchanged(tag);
  return { ...reply, headers: mergeHeaders(reply.headers, { ETag: tag }) };
}

/** RFC 9110, section 15.4.5. */
function unchanged(tag: string): Reply {
  const said = "the client has it as it is";
  return contentReply({ status: 304, source: "store", said, headers: { ETag: tag } }, undefined);
}

const imaginedSaying = "a collection that the session never wrote to, as its single things say";

const sayings: Record<Success["kind"], string> = {
  one: "the record as the store keeps it",
  many: "the records of the collection",
  deleted: "the record was taken out of the store",
};

const tellings = {
  generated: "generated from the response's schema",
  example: "an authored example, as no value satisfies its schema",
} as const;

function tellExample({ name, isMended }: UsableExample): string {
  return `the authored example ${name}${isMended === true ? ", less what breaks its schema" : ""}`;
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
  return problemReply(own, instance, { source: "forced" satisfies Source, said: own.detail });
}
