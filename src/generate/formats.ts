import { below, mix } from "./hash.ts";
import { day, isoDate, isoDateTime, isoTime, second } from "./instants.ts";
import { hex, token, uuid } from "./meanings/identity.ts";
import { since } from "./rows/timeline.ts";
import type { From } from "./meanings/meaning.ts";

/** How strings of a format are made. */
export interface Format {
  readonly draw: From<string>;
  /** The shortest we make, for a small `maxLength`. */
  readonly short?: From<string>;
  /** Lengthens a string of the format to at least this many characters, where that is possible. */
  readonly lengthen?: (text: string, length: number) => string;
  /** Accepts only strings of the format, though not all of them. */
  readonly sure?: RegExp;
}

const fill = (length: number): string => "x".repeat(Math.max(0, length));
const longerPath = (text: string, length: number): string =>
  text.length >= length ? text : `${text}${text.endsWith("/") ? "" : "/"}${fill(length - text.length)}`;
const longerAddress = (text: string, length: number): string => fill(length - text.length) + text;
const longerHost = (text: string, length: number): string => {
  let host = text;
  while (host.length < length) host = `${fill(Math.min(40, Math.max(1, length - host.length - 1)))}.${host}`;
  return host;
};
const past: From<number> = (scene, seed) => since(scene.timeline, seed);

const email: Format = {
  draw: (scene) => scene.person.email,
  short: (_, seed) => `${token(seed).slice(0, 1)}@a.example`,
  lengthen: longerAddress,
  sure: /^[a-z0-9._-]+@[a-z0-9-]+(\.[a-z]{2,})+$/,
};
const host: Format = {
  draw: (scene) => scene.company.domain,
  short: () => "a.example",
  lengthen: longerHost,
};
const link: Format = {
  draw: (_, seed) => `https://www.example.com/${token(seed)}`,
  short: () => "http://a.io",
  lengthen: longerPath,
  sure: /^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/[A-Za-z0-9._/-]*)?$/,
};
const relative: Format = {
  draw: (_, seed) => `/items/${token(seed)}`,
  short: () => "/",
  lengthen: longerPath,
};
const base64: Format = {
  draw: (_, seed) => Buffer.from(hex(seed)).toString("base64"),
  short: () => "YQ==",
  lengthen: (text, length) => "YWFh".repeat(Math.ceil(Math.max(0, length - text.length) / 4)) + text,
  sure: /^([A-Za-z0-9+/]{4})+$/,
};

/** The formats of JSON Schema and OpenAPI that fix what a string looks like; others are left to names. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>(
  Object.entries({
    "date-time": {
      draw: (scene, seed) => isoDateTime(past(scene, seed)),
      lengthen: fractions,
      sure: /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z$/,
    },
    date: {
      draw: (scene, seed) => isoDate(past(scene, seed)),
      sure: /^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/,
    },
    time: {
      draw: (_, seed) => isoTime(8 * 3600 * second + below(seed, 40) * 900 * second),
      lengthen: fractions,
    },
    duration: { draw: (_, seed) => `PT${15 * (1 + below(seed, 12))}M`, short: () => "P1D" },
    email,
    "idn-email": email,
    hostname: host,
    "idn-hostname": host,
    ipv4: { draw: (_, seed) => `203.0.113.${1 + below(seed, 254)}`, short: () => "10.0.0.1" },
    ipv6: { draw: (_, seed) => `2001:db8::${(1 + below(seed, 65_534)).toString(16)}`, short: () => "::1" },
    uri: link,
    url: link,
    iri: link,
    "uri-reference": relative,
    "iri-reference": relative,
    "uri-template": {
      draw: (_, seed) => `/items/${token(seed)}/{id}`,
      short: () => "/{id}",
      lengthen: (text, length) => fill(length - text.length) + text,
    },
    uuid: { draw: (_, seed) => uuid(seed), sure: /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/ },
    byte: base64,
    base64,
    "json-pointer": { draw: (_, seed) => `/items/${below(seed, 9)}`, short: () => "", lengthen: longerPath },
    "relative-json-pointer": {
      draw: (_, seed) => `${1 + below(seed, 3)}/name`,
      short: () => "0",
      lengthen: longerPath,
    },
    regex: {
      draw: (_, seed) => `^[a-z]{1,${2 + below(seed, 9)}}$`,
      short: () => "a",
      lengthen: (text, length) => fill(length - text.length) + text,
    },
    int32: { draw: (_, seed) => `${1 + below(seed, 99_999)}` },
    int64: { draw: (_, seed) => `${1 + below(seed, 99_999)}` },
    bigint: { draw: (_, seed) => `${1 + below(seed, 99_999)}` },
    decimal: { draw: (_, seed) => (below(seed, 50_000) / 100).toFixed(2) },
    double: { draw: (_, seed) => (below(seed, 50_000) / 100).toFixed(2) },
    float: { draw: (_, seed) => (below(seed, 50_000) / 100).toFixed(2) },
    unixtime: { draw: (scene, seed) => `${Math.floor(since(scene.timeline, mix(seed, 1)) / second)}` },
    "http-date": {
      draw: (scene, seed) => new Date(past(scene, seed) - (past(scene, seed) % day)).toUTCString(),
    },
  } satisfies Record<string, Format>),
);

function fractions(text: string, length: number): string {
  const missing = length - text.length;
  return missing <= 0 ? text : `${text.slice(0, -1)}.${"0".repeat(Math.max(1, missing - 1))}Z`;
}
