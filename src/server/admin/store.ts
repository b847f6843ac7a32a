import { findCollection } from "./collections.ts";
import type { AdminOperation } from "./operation.ts";
import { pageParameters, windowOf } from "./paging.ts";
import { readRecords } from "./records.ts";
import { emptyReply, jsonReply, jsonTextReply } from "./reply.ts";
import { jsonResponse, listOf, objectOf, problemResponse } from "./schemas.ts";

const collectionParameter = {
  name: "collection",
  in: "path",
  required: true,
  description: "Slashes in a name (users/7/posts) may be sent as they are, or as %2F.",
  schema: { type: "string", minLength: 1 },
};
const records = { type: "array", items: { type: "object" } };
const missing = problemResponse("Neither the contract nor the session knows such a collection.");

/** The collections of a session, those of the contract among them that hold nothing yet. */
export const listCollections: AdminOperation = {
  id: "listCollections",
  method: "GET",
  path: "/store",
  summary: "The session's collections and how much they hold",
  ofSession: true,
  responses: {
    200: jsonResponse(
      "Collections, and how many there are.",
      listOf(
        "collections",
        objectOf({
          name: { type: "string" },
          count: { type: "integer", minimum: 0 },
          written: { type: "boolean", description: "Whether the store is the authority on it by now." },
        }),
      ),
    ),
  },
  async answer({ served: { store, collections }, session }) {
    const declared = collections().flatMap(({ collection }) =>
      collection.includes("{") ? [] : [collection],
    );
    const names = [...new Set([...declared, ...(await store.collections(session))])];
    const counted = names.map(async (name) => ({
      name,
      count: (await store.page(session, name, { limit: 0 })).total,
      written: await store.isWritten(session, name),
    }));
    return jsonReply({ collections: await Promise.all(counted), meta: { total: names.length } });
  },
};

/** What a collection holds: all of it unless asked for less, so that it can be changed and put back. */
export const readCollection: AdminOperation = {
  id: "readCollection",
  method: "GET",
  path: "/store/{collection}",
  summary: "The records of a collection, in order of creation",
  ofSession: true,
  parameters: [collectionParameter, ...pageParameters({ maximum: 1_000_000 })],
  responses: {
    200: {
      ...jsonResponse("Records; none where nothing was written yet.", records),
      headers: { "X-Total-Count": { schema: { type: "integer", minimum: 0 } } },
    },
    404: missing,
  },
  async answer(ask) {
    const { name } = await findCollection(ask);
    const page = await ask.served.store.page(ask.session, name, windowOf(ask.query));
    const text = `[${page.records.map(({ json }) => json).join(",")}]`;
    return jsonTextReply(text, { "X-Total-Count": String(page.total) });
  },
};

/** Replaces what a collection holds, all or nothing. */
export const replaceCollection: AdminOperation = {
  id: "replaceCollection",
  method: "PUT",
  path: "/store/{collection}",
  summary: "Replace the records of a collection; missing ids are numbered",
  ofSession: true,
  parameters: [collectionParameter],
  requestBody: {
    required: true,
    description: "Records as the contract's response has them.",
    content: { "application/json": { schema: records, example: [{ name: "Rex", status: "available" }] } },
  },
  responses: {
    200: jsonResponse("The records as they are stored.", records),
    400: problemResponse("This is no list of objects."),
    422: problemResponse("A record breaks the contract; `errors` names the places."),
    404: missing,
  },
  async answer(ask) {
    const { served, session } = ask;
    const { name: collection, resource } = await findCollection(ask);
    const lastId = await served.store.count(session, "ids", collection);
    const read = readRecords(ask.body as readonly Record<string, unknown>[], {
      resource,
      schemas: served.contract.schemas,
      lastId,
    });
    await served.store.replace({ session, collection, idField: read.idField }, read.records);
    for (let id = lastId; id < read.lastId; id++) await served.store.increment(session, "ids", collection);
    await served.store.settle(session);
    return jsonTextReply(`[${read.records.map(({ record }) => record.json).join(",")}]`);
  },
};

/** Empties a collection; from then on the store is the authority, and lists are empty. */
export const emptyCollection: AdminOperation = {
  id: "emptyCollection",
  method: "DELETE",
  path: "/store/{collection}",
  summary: "Empty a collection",
  ofSession: true,
  parameters: [collectionParameter],
  responses: { 204: { description: "It is empty." }, 404: missing },
  async answer(ask) {
    const { served, session } = ask;
    const { name: collection, resource } = await findCollection(ask);
    await served.store.replace({ session, collection, idField: resource?.idField ?? "id" }, []);
    await served.store.settle(session);
    return emptyReply();
  },
};
