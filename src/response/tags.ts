import type { Operation } from "../contract/operation.ts";
import { hashText } from "../generate/hash.ts";
import { listElements } from "../http/headers.ts";

/** Whether an operation speaks of entity tags: by a header, a parameter, or the statuses 304 and 412. */
export function isTagged({ parameters, responses }: Operation): boolean {
  return (
    responses.some(({ key, headers }) => key === "304" || key === "412" || headers.some(isTag)) ||
    parameters.some(({ in: place, name }) => place === "header" && /^if-(none-)?match$/i.test(name))
  );
}

const isTag = ({ name }: { readonly name: string }): boolean => name.toLowerCase() === "etag";

/** The strong entity tag (RFC 9110, section 8.8.3) of a thing's JSON. */
export function tagOf(json: string): string {
  return `"${(hashText(json) >>> 0).toString(36)}-${json.length.toString(36)}"`;
}

/** Whether `If-Match` or `If-None-Match` names the tag (RFC 9110, section 13.1), weakly compared. */
export function names(header: string, tag: string): boolean {
  return listElements(header).some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === tag);
}
