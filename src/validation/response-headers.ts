import type { DeclaredResponse, ResponseHeader } from "../contract/operation.ts";
import { withPlace } from "../contract/place.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Violation } from "../problem/violation.ts";
import { escapeSegment } from "../schema/pointer.ts";
import type { Schemas } from "../schema/schema.ts";
import { createParameter } from "./parameter.ts";

/** Judges the headers of a response, by the names they are sent with. */
type JudgeHeaders = (
  declared: DeclaredResponse,
  headers: Readonly<Record<string, string>>,
  isScripted: boolean,
) => readonly Violation[];

type JudgeText = (text: string) => readonly Violation[];

const nothing: readonly Violation[] = [];

/**
 * Prepares the judging of headers that somebody wrote: as an example in the document or, `isScripted`, in a scenario.
 * What is generated was judged when it was made; a header whose schema cannot be used is not judged at all.
 */
export function createHeaderJudge(schemas: Schemas): JudgeHeaders {
  const judges = new WeakMap<ResponseHeader, JudgeText>();

  function judgeOf(header: ResponseHeader, { fragment }: DeclaredResponse): JudgeText {
    let judge = judges.get(header);
    if (!judge) judges.set(header, (judge = createJudge(header, { fragment, schemas })));
    return judge;
  }

  return (declared, headers, isScripted) => {
    if (declared.headers.length === 0) return nothing;
    return declared.headers.flatMap((header) => {
      if (header.example === undefined && !isScripted) return nothing;
      const text = textOf(headers, header.name);
      return text === undefined ? nothing : judgeOf(header, declared)(text);
    });
  };
}

/** An authored example is the same text every time. */
function createJudge(
  { name, schema = true, explode, contentType }: ResponseHeader,
  { fragment, schemas }: { readonly fragment: string; readonly schemas: Schemas },
): JudgeText {
  const read = quietly(() =>
    createParameter(
      {
        in: "header",
        name,
        required: false,
        style: "simple",
        explode,
        allowEmptyValue: false,
        schema,
        contentType,
        encoding: {},
        description: "",
        example: undefined,
        fragment: `${fragment}/headers/${escapeSegment(name)}`,
      },
      { schemas, isTaken: () => false },
    ),
  );
  let last: { readonly text: string; readonly violations: readonly Violation[] } | undefined;
  return (text) => {
    if (last?.text !== text) {
      const sent = { path: {}, query: [], search: "", headers: { [name]: text }, cookies: [] };
      const found = quietly(() => read?.(sent).violations()) ?? nothing;
      last = { text, violations: found.map((one) => withPlace({ ...one, in: "response-header" })) };
    }
    return last.violations;
  };
}

/** A scenario writes names as it likes. */
function textOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const own = headers[name];
  if (own !== undefined) return own;
  const lower = name.toLowerCase();
  const found = Object.keys(headers).find((one) => one.toLowerCase() === lower);
  return found === undefined ? undefined : headers[found];
}

function quietly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof InputError || error instanceof ProblemError) return undefined;
    throw error;
  }
}
