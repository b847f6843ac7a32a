import type { MediaType, Operation } from "../contract/operation.ts";
import { covers, essence, mediaTypeParameters } from "../http/media-type.ts";
import { ProblemError } from "../problem/problem.ts";

/** The declared media type that a body is read by. */
export interface ChosenMedia {
  readonly media: MediaType;
  /** What the body is: its Content-Type without parameters, or what is declared where it has none. */
  readonly type: string;
}

/** Say how a body is written, not what it is. */
const technical = new Set(["charset", "boundary", "q"]);

/** Clients write a handful of headers, over and over. */
const knownLimit = 100;

/**
 * Prepares the choice among the declared media types of a body: the most specific one that covers its Content-Type.
 * A declared parameter that the Content-Type contradicts rules a media type out. The function it returns throws
 * ProblemError `unsupported-media-type`.
 */
export function createMediaChoice(
  content: readonly MediaType[],
  operation: Operation,
): (contentType: string | undefined) => ChosenMedia {
  const declared = content.map((media) => {
    const stated = [...mediaTypeParameters(media.type)].filter(([name]) => !technical.has(name));
    return { media, range: essence(media.type), stated };
  });
  type Declared = (typeof declared)[number];

  function closeness({ range, stated }: Declared, type: string, sent: ReadonlyMap<string, string>): number {
    if (!covers(range, type)) return -1;
    const met = stated.filter(([name, value]) => sent.get(name)?.toLowerCase() === value).length;
    const isContradicted = stated.some(([name, value]) => (sent.get(name)?.toLowerCase() ?? value) !== value);
    if (isContradicted) return -1;
    return specificity(range) * 1000 + met * 10 - (stated.length - met);
  }

  function choose(contentType: string | undefined): ChosenMedia {
    // RFC 9110, section 8.3: without a Content-Type the recipient may go by what it expects.
    const header = contentType?.trim() === "" ? undefined : contentType;
    const [first] = declared;
    if (header === undefined && first) return { media: first.media, type: first.range };
    const type = essence(header ?? "");
    const sent = mediaTypeParameters(header ?? "");
    let best: Declared | undefined;
    let bestCloseness = -1;
    for (const one of declared) {
      const own = closeness(one, type, sent);
      if (own > bestCloseness) [best, bestCloseness] = [one, own];
    }
    if (best) return { media: best.media, type };
    throw unsupported(content, operation, header);
  }

  const known = new Map<string | undefined, ChosenMedia>();
  return (contentType) => {
    const found = known.get(contentType) ?? choose(contentType);
    if (known.size < knownLimit) known.set(contentType, found);
    return found;
  };
}

function specificity(range: string): number {
  if (!range.includes("*")) return 3;
  if (range === "*/*" || range === "*") return 0;
  return range.endsWith("/*") ? 1 : 2;
}

function unsupported(
  content: readonly MediaType[],
  operation: Operation,
  type = "this media type",
): ProblemError {
  const types = content.map(({ type: one }) => one).join(", ");
  return new ProblemError(
    "unsupported-media-type",
    {
      detail: `${operation.id} does not take ${essence(type)}.`,
      help: `Send the body with Content-Type: ${types}.`,
    },
    // RFC 9110, section 15.5.16.
    { Accept: types.replace(/[^\x20-\x7e]/g, "") },
  );
}
