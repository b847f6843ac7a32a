import { essence, isJson } from "../http/media-type.ts";

/** The families of media types that are read and written alike. */
export type MediaKind =
  "json" | "lines" | "events" | "yaml" | "xml" | "form" | "multipart" | "csv" | "text" | "bytes";

const exact: Readonly<Record<string, MediaKind>> = {
  "application/stream+json": "lines",
  "application/x-json-stream": "lines",
  "application/json-seq": "lines",
  "text/event-stream": "events",
  "application/xml": "xml",
  "text/xml": "xml",
  "application/x-www-form-urlencoded": "form",
  "text/csv": "csv",
  "application/csv": "csv",
  "application/javascript": "text",
  "application/graphql": "text",
  "application/jwt": "text",
  "application/sql": "text",
};

const lines = /\/(?:x-)?(?:ndjson|jsonl|jsonlines|json-lines)$/;
const yaml = /[/+](?:x-)?yaml$/;

/** The family of a media type or range, with or without parameters; what nothing is known of is bytes. */
export function mediaKind(mediaType: string): MediaKind {
  const type = essence(mediaType);
  const known = Object.hasOwn(exact, type) ? exact[type] : undefined;
  if (known) return known;
  if (isJson(type)) return "json";
  if (type.startsWith("multipart/")) return "multipart";
  if (lines.test(type) || type.endsWith("+json-seq")) return "lines";
  // SVG and XHTML are written by people as one text; schemas that describe their elements are XML all the same.
  if (type.endsWith("+xml")) return "xml";
  if (yaml.test(type)) return "yaml";
  return type.startsWith("text/") ? "text" : "bytes";
}

/**
 * Something real for a range of the document: what to send where it says no more than `image/*`. `isBinary` says
 * that the content is bytes.
 */
export function concreteType(mediaType: string, isBinary = false): string {
  const type = essence(mediaType);
  if (!type.includes("*")) return mediaType;
  if (type.includes("*+")) return type.replace("*+", "");
  if (isBinary && (type === "*/*" || type === "*" || type === "application/*")) {
    return "application/octet-stream";
  }
  const family = type.slice(0, Math.max(0, type.indexOf("/")));
  return families[family] ?? "application/json";
}

const families: Readonly<Record<string, string>> = {
  text: "text/plain",
  image: "image/png",
  audio: "audio/wav",
  video: "video/mp4",
  font: "font/woff2",
  multipart: "multipart/form-data",
};
