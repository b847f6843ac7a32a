import type { JsonObject } from "../read.ts";
import { textsOf } from "./swagger-source.ts";

const formTypes = ["application/x-www-form-urlencoded", "multipart/form-data"];
// Prism gives a body parameter no form type, though documents do declare both; by this mark it takes it for another.
const mark = "; as=body";

/** `Text/HTML; charset=utf-8` → `text/html`. */
export function essence(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

/** The media type as the document wrote it. */
export function unmarked(mediaType: string): string {
  return mediaType.endsWith(mark) ? mediaType.slice(0, -mark.length) : mediaType;
}

/** What the operation says it produces, or else the document. */
export function declaredProduces(root: JsonObject, operation: JsonObject): readonly string[] {
  return declared("produces", root, operation);
}

/** The same for Prism, which forgets the responses of an operation that does not say: they are JSON. */
export function producesOf(root: JsonObject, operation: JsonObject): readonly string[] {
  const types = declaredProduces(root, operation);
  return types.length > 0 ? types : ["application/json"];
}

/** What Prism is to take an operation's bodies for, by its parameters: it forgets a body without a media type that suits it. */
export function consumesOf(
  operation: JsonObject,
  { root, parameters }: { root: JsonObject; parameters: readonly JsonObject[] },
): readonly string[] {
  const types = declared("consumes", root, operation);
  if (parameters.some((parameter) => parameter["in"] === "body")) {
    if (types.length === 0) return ["application/json"];
    return types.map((type) => (formTypes.includes(type) ? type + mark : type));
  }
  const forms = formTypes.filter((type) => types.some((one) => essence(one) === type));
  // OpenAPI 2.0, Parameter Object: a file is sent as multipart/form-data.
  const hasFile = parameters.some((parameter) => parameter["type"] === "file");
  if (hasFile) return [...new Set(["multipart/form-data", ...forms])];
  return forms.length > 0 ? forms : formTypes;
}

function declared(name: "consumes" | "produces", root: JsonObject, operation: JsonObject): readonly string[] {
  const written = operation[name] ?? root[name];
  // A lone text is what it looks like.
  return typeof written === "string" ? [written] : [...new Set(textsOf(written))];
}
