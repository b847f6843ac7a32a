import { Html, html } from "./html.ts";
import { style } from "./style.ts";

/** A page loads nothing, runs nothing, and is shown in nobody's frame. */
export const pageHeaders = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** A whole page, self-contained. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html> `.text;
}

const classes: Record<string, string> = {
  GET: "get",
  POST: "post",
  PUT: "put",
  PATCH: "put",
  DELETE: "delete",
};

/** A method, in its colour. */
export function methodBadge(method: string): Html {
  return html`<span class="method ${classes[method] ?? "other"}">${method}</span>`;
}

/** A status, in the colour of its class. */
export function statusBadge(status: number): Html {
  const tone = status < 400 ? "good" : status < 500 ? "odd" : "bad";
  return html`<span class="status ${tone}">${status}</span>`;
}
