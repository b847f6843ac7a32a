import { isObject } from "../../schema/pointer.ts";
import type { Unusable } from "../contract.ts";
import type { JsonObject } from "../read.ts";
import { readBody, readText, type PostmanBody } from "./postman-body.ts";
import { plainPair, readAuth, readHeaders } from "./postman-headers.ts";
import { noted, type BodyNote, type OperationNote } from "./postman-notes.ts";
import { createSubstitute, objectsOf, textOf, type Substitute } from "./postman-text.ts";
import { readUrl } from "./postman-url.ts";

const methods = new Set(["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"]);

/**
 * A Postman collection for Prism's eyes: variables put in, and one form of address, body and header, so that Prism
 * reads requests into operations and merges those of the same method and path.
 *
 * Prism loses the names of requests and saved responses, which parameters are switched off, the path that
 * `{{baseUrl}}` brings, the values of path parameters, files in forms, GraphQL, and bodies whose type no header names.
 * What it would miss is filled in here; what it would lose is noted: each body's media type carries a number through by
 * which its note is found again.
 */
export class PostmanOutline {
  readonly document: JsonObject;
  /** By the number in a media type: `application/json; locum=3`. */
  readonly bodies: BodyNote[] = [];
  /** By `GET /pets/{id}`. */
  readonly operations = new Map<string, OperationNote>();
  readonly servers = new Set<string>();
  readonly unusable: Unusable[] = [];
  readonly #templates = new Map<string, readonly string[]>();
  readonly #substitute: Substitute;

  constructor(collection: JsonObject) {
    this.#substitute = createSubstitute(collection);
    this.document = {
      info: { name: "collection" },
      item: this.#items(collection["item"], "#/item"),
      ...readAuth(collection, this.#substitute),
    };
  }

  #items(raw: unknown, place: string): JsonObject[] {
    if (!Array.isArray(raw)) return [];
    return raw.flatMap((item: unknown, index) => {
      const here = `${place}/${String(index)}`;
      if (!isObject(item)) return [];
      if (!Array.isArray(item["item"])) return this.#request(item, here);
      const items = this.#items(item["item"], `${here}/item`);
      return [{ name: textOf(item["name"]), item: items, ...readAuth(item, this.#substitute) }];
    });
  }

  #request(item: JsonObject, place: string): JsonObject[] {
    const raw = isObject(item["request"]) ? item["request"] : { url: item["request"] };
    const method = (textOf(raw["method"]) || "GET").toUpperCase();
    const name = textOf(item["name"]) || method;
    if (!methods.has(method)) {
      const cause = `the method ${method.slice(0, 100)} cannot be described by OpenAPI`;
      this.unusable.push({ operation: name, place: `${place}/request/method`, cause });
      return [];
    }
    const { server, segments, query, values } = readUrl(raw["url"], this.#substitute);
    if (server !== "") this.servers.add(server);
    const path = this.#template(method, segments);
    const { headers, contentType } = readHeaders(raw["header"], "request", this.#substitute);
    const body = readBody(raw["body"], contentType, this.#substitute);
    const response = objectsOf(item["response"]).map((one) => this.#response(one));
    const responses = response.map((one) => [String(one.code), one.name] as const);
    const key = `${method} /${path.map((segment) => segment.replace(/^:(.+)/, "{$1}")).join("/")}`;
    const request = { name, headers, query, values, body, responses };
    this.operations.set(key, noted(this.operations.get(key), request));
    return [
      {
        name,
        request: {
          method,
          url: { protocol: "http", host: ["localhost"], path, query: query.map(plainPair) },
          header: [...headers.map(plainPair), ...this.#carrying(body, name)],
          ...(body && { body: body.body }),
          ...readAuth(raw, this.#substitute),
        },
        response,
      },
    ];
  }

  #response(raw: JsonObject): JsonObject & { code: number; name: string } {
    const name = textOf(raw["name"]) || textOf(raw["status"]);
    const { headers, contentType } = readHeaders(raw["header"], "response", this.#substitute);
    const body = readText(textOf(raw["body"]), contentType);
    return {
      name,
      code: Number(raw["code"]) || 200,
      header: [...headers.map(plainPair), ...this.#carrying(body, name)],
      body: body?.body["raw"],
    };
  }

  /** `/pets/:id` and `/pets/:petId` are one path; the first to come names its parameters. */
  #template(method: string, segments: readonly string[]): readonly string[] {
    const shape = [method, ...segments.map((segment) => (segment.startsWith(":") ? ":" : segment))].join("/");
    const known = this.#templates.get(shape);
    if (known) return known;
    this.#templates.set(shape, segments);
    return segments;
  }

  #carrying(body: PostmanBody | undefined, name: string): JsonObject[] {
    if (!body) return [];
    const number = this.bodies.push({ ...body, name }) - 1;
    return [
      { key: "Content-Type", value: `${body.mediaType.replace(/;.*$/s, "")}; locum=${String(number)}` },
    ];
  }
}
