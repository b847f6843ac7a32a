/** Numbers in [0, 1) that are the same on every machine. */
function draws(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const words =
  "account address amount archive batch branch budget carrier category channel city claim color comment contact country coupon currency customer delivery device discount document email event invoice item label language ledger location member message metric note order owner parcel payment person phone plan policy price product profile project quota rating reason receipt region report review role route sale schedule score segment session shipment signal source stage status stock street subject supplier tag target task tax team ticket timezone title token total transfer unit user vehicle vendor version warehouse week zone".split(
    " ",
  );
const statuses = { get: "200", put: "200", post: "201", delete: "204" };

/**
 * An OpenAPI 3.1 document with this many operations, four for each of its collections, and at least this many bytes as
 * JSON: objects in objects, lists, choices with and without discriminator, patterns, formats, examples, references.
 */
export function largeDocument({ operations, bytes }) {
  const draw = draws(operations);
  const below = (most) => Math.floor(draw() * most);
  const word = () => words[below(words.length)];
  const sentence = () => Array.from({ length: 8 + below(16) }, word).join(" ");
  const collections = operations / 4;
  const perCollection = bytes / collections;
  const schemas = {};
  const paths = {};
  for (let at = 0; at < collections; at++) {
    const name = `${word()}-${word()}-${at}`;
    const parts = [];
    const thing = thingSchema(at, parts);
    // Parts that only other parts refer to, as large documents have many of.
    for (let size = JSON.stringify(thing).length * 1.6 + 6000; size < perCollection;) {
      const part = objectSchema(at, parts, 3);
      parts.push(part);
      schemas[`C${at}P${parts.length}`] = part;
      size += JSON.stringify(part).length * 1.1;
    }
    schemas[`C${at}`] = thing;
    Object.assign(paths, pathsOf(name, at));
  }
  return {
    openapi: "3.1.0",
    info: { title: `${operations} operations`, version: "1.0.0" },
    servers: [{ url: "https://api.example.com/v1" }],
    paths,
    components: { schemas },
  };

  function thingSchema(at, parts) {
    const schema = objectSchema(at, parts, 2);
    schema.required = ["id", ...schema.required.slice(0, 3)];
    schema.properties = { id: { type: "integer", readOnly: true }, ...schema.properties };
    return schema;
  }

  function objectSchema(at, parts, depth) {
    const names = [...new Set(Array.from({ length: 6 + below(8) }, word))];
    const properties = Object.fromEntries(names.map((name) => [name, property(at, parts, depth)]));
    return {
      type: "object",
      description: sentence(),
      required: names.slice(0, 2 + below(3)),
      properties,
    };
  }

  function property(at, parts, depth) {
    const kinds = [
      () => ({ type: "string", minLength: 1, maxLength: 20 + below(200), description: sentence() }),
      () => ({ type: "string", format: ["email", "uuid", "date-time", "date", "uri"][below(5)] }),
      () => ({ type: "string", enum: [...new Set(Array.from({ length: 3 + below(6) }, word))] }),
      () => ({ type: "string", pattern: `^[A-Z]{${1 + below(3)}}-[0-9]{${2 + below(4)}}$` }),
      () => ({ type: "integer", minimum: below(10), maximum: 100 + below(10_000) }),
      () => ({ type: ["number", "null"], description: sentence() }),
      () => ({ type: "boolean", default: below(2) === 0 }),
      () => ({ type: "array", maxItems: 1 + below(5), items: { type: "string", minLength: 1 } }),
    ];
    if (parts.length > 0) {
      const part = { $ref: `#/components/schemas/C${at}P${1 + below(parts.length)}` };
      kinds.push(
        () => part,
        () => ({ type: "array", items: part, maxItems: 3 }),
        () => ({ allOf: [part, { type: "object", properties: { note: { type: "string" } } }] }),
      );
    }
    if (depth > 0) {
      kinds.push(
        () => objectSchema(at, parts, depth - 1),
        () => ({ type: "array", items: objectSchema(at, parts, depth - 1), maxItems: 3 }),
        () => ({ oneOf: [{ type: "string", const: word() }, objectSchema(at, parts, 0)] }),
      );
    }
    return kinds[below(kinds.length)]();
  }

  function pathsOf(name, at) {
    const thing = { $ref: `#/components/schemas/C${at}` };
    const operation = (method, answer, more = {}) => ({
      operationId: `${method}${at}${more.suffix ?? ""}`,
      summary: sentence(),
      description: `${sentence()}. ${sentence()}.`,
      tags: [word()],
      ...(more.requestBody ? { requestBody: { required: true, content: json(thing) } } : {}),
      ...(more.parameters ? { parameters: more.parameters } : {}),
      responses: {
        [more.status ?? statuses[method]]: answer
          ? { description: sentence(), content: json(answer) }
          : { description: sentence() },
        404: { description: sentence(), content: json(problem) },
        422: { description: sentence(), content: json(problem) },
      },
    });
    const paging = ["limit", "offset"].map((query) => ({
      ...{ name: query, in: "query", description: sentence() },
      schema: { type: "integer", minimum: 0, maximum: 1000 },
    }));
    return {
      [`/${name}`]: {
        get: operation("get", { type: "array", items: thing }, { suffix: "All", parameters: paging }),
        post: operation("post", thing, { requestBody: true }),
      },
      [`/${name}/{id}`]: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
        get: operation("get", thing),
        put: operation("put", thing, { requestBody: true }),
      },
    };
  }
}

const json = (schema) => ({ "application/json": { schema } });
const problem = {
  type: "object",
  required: ["message"],
  properties: {
    message: { type: "string" },
    errors: { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
  },
};
