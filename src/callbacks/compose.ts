import type { MediaType, Operation } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { hashText, mix } from "../generate/hash.ts";
import { isHeaderName } from "../http/headers.ts";
import { essence, isJson } from "../http/media-type.ts";
import type { ContentForm, WriteContent } from "../media/content.ts";
import type { OutgoingRequest } from "../ports.ts";
import type { Schemas } from "../schema/schema.ts";
import { retell, retellOver, type Saying } from "./retell.ts";

export interface ComposeTools {
  readonly schemas: Schemas;
  readonly generator: Generator;
  readonly writer: (form: ContentForm) => WriteContent;
}

export interface Notice {
  /** What the document says of the callback's request. */
  readonly operation: Operation;
  /** What the exchange said, the most trusted first. */
  readonly sayings: readonly Saying[];
  readonly seed: number;
}

/** The headers and the body of a callback's request, as the document declares them. */
export function composeNotice(
  notice: Notice,
  tools: ComposeTools,
): Pick<OutgoingRequest, "headers" | "body"> {
  const headers = declaredHeaders(notice, tools);
  const { method, requestBody } = notice.operation;
  const media = chooseMedia(requestBody?.content ?? []);
  // fetch refuses to send such a request with content.
  if (!media || method === "GET" || method === "HEAD") return { headers, body: undefined };
  const { type, body } = tools.writer(media)(contentOf(media, notice, tools));
  return { headers: { ...headers, "Content-Type": type }, body };
}

function chooseMedia(content: readonly MediaType[]): MediaType | undefined {
  return content.find(({ type }) => isJson(essence(type))) ?? content[0];
}

function contentOf(
  media: MediaType,
  { sayings, seed }: Notice,
  { schemas, generator }: ComposeTools,
): unknown {
  const { schema = {}, examples } = media;
  const [example] = examples;
  if (example) return retellOver(example.value, { schema, sayings }, schemas);
  return generator.generate(schema, { seed, given: retell(schema, sayings, schemas) });
}

/** What HTTP itself decides. */
const framing = /^(?:host|connection|content-length|transfer-encoding|expect|upgrade|te|trailer|keep-alive)$/;

function declaredHeaders({ operation, seed }: Notice, { generator }: ComposeTools): Record<string, string> {
  const declared = operation.parameters.filter(
    ({ in: place, name }) => place === "header" && isHeaderName(name) && !framing.test(name),
  );
  return Object.fromEntries(
    declared.map(({ name, schema, example }) => [
      name,
      headerText(example ?? generator.generate(schema, { seed: mix(seed, hashText(name)), called: name })),
    ]),
  );
}

/** Style `simple`; what a header line cannot carry (RFC 9110, section 5.5) is left out. */
export function headerText(value: unknown): string {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  return parts
    .map((part) => (typeof part === "string" ? part : JSON.stringify(part)))
    .join(",")
    .replace(/[^\x20-\x7e]/g, "");
}
