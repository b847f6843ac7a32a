import type { Operation } from "../contract/operation.ts";
import { templateNames, templateOf } from "../contract/path-key.ts";
import { percentDecode } from "../http/query.ts";
import type { Schemas } from "../schema/schema.ts";
import { createCoercion, fitting } from "./coerce.ts";

/** Tells where one value ends and the next begins, of texts that were cut somewhere. */
type Cut = (values: Record<string, string | undefined>) => void;

/** Ways to cut one path that are tried; a client decides how long it is. */
const mostTried = 500;

/**
 * Of parameters with nothing between them (`/{name}{extension}`) only their schemas tell which text is whose. Undefined
 * where the operation has none; where no way to cut the text fits all of them, they are left as they are.
 */
export function createCut({ path, parameters }: Operation, schemas: Schemas): Cut | undefined {
  const groups = templateOf(path).match(/(?:\{[^{}]*\}){2,}/g);
  if (!groups) return undefined;
  const cuts = groups.map((group) => {
    const names = templateNames(group);
    const fits = names.map((name) => {
      const schema = parameters.find((one) => one.in === "path" && one.name === name)?.schema ?? true;
      const [coerce, isFit] = [createCoercion(schema, schemas), fitting(schema, schemas)];
      return (text: string) => isFit(coerce(percentDecode(text)));
    });
    return { names, fits };
  });
  return (values) => {
    for (const { names, fits } of cuts) {
      const parts = cut(names.map((name) => values[name] ?? "").join(""), fits);
      for (const [index, part] of (parts ?? []).entries()) values[names[index] ?? ""] = part;
    }
  };
}

function cut(text: string, fits: readonly ((part: string) => boolean)[]): readonly string[] | undefined {
  let tried = 0;
  const from = (start: number, index: number): readonly string[] | undefined => {
    const isMine = fits[index];
    if (!isMine) return start === text.length ? [] : undefined;
    const isLast = index === fits.length - 1;
    for (let end = isLast ? text.length : start + 1; end <= text.length && end > start; end++) {
      if (++tried > mostTried) return undefined;
      const part = text.slice(start, end);
      const rest = isMine(part) ? from(end, index + 1) : undefined;
      if (rest) return [part, ...rest];
    }
    return undefined;
  };
  return from(0, 0);
}
