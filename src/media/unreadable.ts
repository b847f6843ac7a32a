import { ProblemError } from "../problem/problem.ts";

/** What a format is called, and what helps someone who got it wrong. */
const formats = {
  JSON: "Send well-formed JSON; a JSON linter shows the place.",
  "JSON lines": "Send one JSON value on each line.",
  YAML: "Send well-formed YAML; a YAML linter shows the place.",
  XML: "Send well-formed XML; an XML linter shows the place.",
  CSV: "Send a row of column names, then rows of as many cells, quoted where they hold commas or quotes.",
  "multipart content":
    "Let the HTTP client write the body and its Content-Type: a FormData needs no header of yours.",
  text: "Send the bytes that the charset of Content-Type announces, or no charset and UTF-8.",
} as const;

/** The 400 of a body that is not what its media type says; `reason` is a sentence that names the place. */
export function unreadable(format: keyof typeof formats, reason: string): ProblemError {
  return new ProblemError("invalid-body", {
    detail: `The request body is no ${format} that can be read: ${reason}`,
    help: formats[format],
  });
}
