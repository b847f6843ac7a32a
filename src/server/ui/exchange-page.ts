import type { ShownExchange } from "../../journal/shown.ts";
import type { Held } from "../explain/held.ts";
import { heldPart } from "./held-part.ts";
import { html, type Html } from "./html.ts";
import { methodBadge, page } from "./page.ts";

/** Longer bodies are cut on the page; the JSON of the exchange has all of them. */
const longestBody = 100_000;

/** One exchange for people: what came, what it was held against, what was answered, and why. */
export function exchangePage(shown: ShownExchange, held: Held, mount = ""): string {
  const { id, session, time, operationId, source, request, response, why } = shown;
  return page(
    `${request.method} ${request.url} · ${String(response.status)}`,
    html`
      <p class="quiet">
        <a href="${mount}/__session/${session}/__admin/requests">Requests</a> of session ${session} · ${id}
      </p>
      <h1>${methodBadge(request.method)} ${request.url}</h1>
      <p class="lead">
        <span class="status ${toneOf(response.status)}">${response.status}</span> by
        <strong>${source}</strong>${
          operationId === null
            ? ", no operation of the contract"
            : html`, operation <code>${operationId}</code>`
        }, <time datetime="${time}">${time}</time>
      </p>
      <h2>Why</h2>
      <ol class="steps sheet">
        ${why.map(({ step, said }) => html`<li><strong>${step}</strong><span>${said}</span></li>`)}
      </ol>
      ${heldPart(held)}
      <h2>What came</h2>
      ${message(request.headers, request.body)}
      <h2>What was answered</h2>
      ${message(response.headers, response.body)}
    `,
  );
}

function toneOf(status: number): string {
  if (status < 400) return "good";
  return status < 500 ? "odd" : "bad";
}

function message(headers: Readonly<Record<string, string>>, body: unknown): Html {
  const rows = Object.entries(headers).map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td class="mono">${value}</td>
      </tr>`,
  );
  return html`<div class="stack">
    <div class="sheet">
      <table>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${bodyText(body)}
  </div>`;
}

function bodyText(body: unknown): Html {
  if (body === null || body === undefined) return html`<p class="quiet">No body.</p>`;
  const text = typeof body === "string" ? body : JSON.stringify(body, null, 2);
  if (text.length <= longestBody) return html`<pre>${text}</pre>`;
  return html`<pre>${text.slice(0, longestBody)}</pre>
    <p class="quiet">… and ${text.length - longestBody} more characters.</p>`;
}
