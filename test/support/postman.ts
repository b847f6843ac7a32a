/** A Postman collection of a shop, which has one of everything that a collection says of an API. */
export const shop: Readonly<Record<string, unknown>> = {
  info: {
    _postman_id: "0b1c",
    name: "Shop",
    schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
  },
  variable: [
    { key: "host", value: "https://shop.example.com" },
    { key: "baseUrl", value: "{{host}}/v1" },
    { key: "orderId", value: "41" },
    { key: "token", value: "t" },
  ],
  auth: { type: "bearer", bearer: [{ key: "token", value: "{{token}}" }] },
  item: [
    {
      name: "Orders",
      item: [
        {
          name: "Read an order",
          request: {
            method: "GET",
            header: [
              { key: "Accept", value: "application/json" },
              { key: "X-Tenant", value: "north" },
              { key: "X-Debug", value: "1", disabled: true },
            ],
            url: {
              raw: "{{baseUrl}}/orders/:id?expand=lines&page=1",
              host: ["{{baseUrl}}"],
              path: ["orders", ":id"],
              query: [
                { key: "expand", value: "lines" },
                { key: "page", value: "1", disabled: true },
              ],
              variable: [{ key: "id", value: "{{orderId}}" }],
            },
          },
          response: [
            {
              name: "An order",
              code: 200,
              header: [
                { key: "Content-Type", value: "application/json; charset=utf-8" },
                { key: "Content-Length", value: "999" },
                { key: "X-Version", value: "3" },
              ],
              body: '{"id": 41, "total": 10, "lines": [{"sku": "a", "note": null}], "tags": []}',
            },
            { name: "A free order", code: 200, body: '{"id": 42, "total": 0.5, "gift": true}' },
            { name: "Not found", code: 404, body: '{"error": "no such order"}' },
          ],
        },
        {
          name: "Add an order",
          request: {
            method: "POST",
            header: [],
            url: "{{baseUrl}}/orders",
            body: {
              mode: "raw",
              raw: '{"sku": "a", "count": 2, "price": 10}',
              options: { raw: { language: "json" } },
            },
          },
          response: [{ name: "Added", code: 201, _postman_previewlanguage: "json", body: '{"id": 43}' }],
        },
        {
          name: "Add many",
          request: {
            method: "POST",
            url: "{{baseUrl}}/orders",
            body: { mode: "raw", raw: '{"lines": [1]}', options: { raw: { language: "json" } } },
          },
          response: [{ name: "Added many", code: 201, body: '{"ids": [1]}' }],
        },
        {
          name: "Remove an order",
          request: { method: "DELETE", url: "{{baseUrl}}/orders/{{order}}" },
          response: [{ name: "Removed", code: 204, body: "" }],
        },
      ],
    },
    {
      name: "Account",
      auth: {
        type: "apikey",
        apikey: [
          { key: "key", value: "X-Key" },
          { key: "value", value: "k" },
        ],
      },
      item: [
        {
          name: "Sign in",
          request: {
            auth: { type: "noauth" },
            method: "POST",
            url: "{{baseUrl}}/session",
            body: {
              mode: "urlencoded",
              urlencoded: [
                { key: "user", value: "ada" },
                { key: "mail", value: "" },
              ],
            },
          },
          response: [
            {
              name: "In",
              code: 200,
              header: [{ key: "Content-Type", value: "text/plain" }],
              body: "welcome",
            },
          ],
        },
        {
          name: "Picture",
          request: {
            method: "PUT",
            url: "{{baseUrl}}/picture",
            body: {
              mode: "formdata",
              formdata: [
                { key: "file", type: "file", src: "/nowhere" },
                { key: "alt", value: "x" },
              ],
            },
          },
        },
        {
          name: "Self",
          request: { auth: { type: "basic", basic: [] }, method: "GET", url: "{{baseUrl}}/self" },
        },
        { name: "Lock", request: { method: "LOCK", url: "{{baseUrl}}/self" } },
      ],
    },
    {
      name: "Search",
      request: {
        auth: { type: "noauth" },
        method: "POST",
        url: "https://search.example.com/graphql",
        body: { mode: "graphql", graphql: { query: "query($n: Int) { top(n: $n) }", variables: '{"n": 3}' } },
      },
    },
    {
      name: "Template",
      request: {
        auth: { type: "hawk", hawk: [] },
        method: "PUT",
        url: "{{baseUrl}}/template",
        body: { mode: "raw", raw: '{"count": {{$randomInt}}, "name": "{{who}}"}' },
      },
    },
  ],
};
