import type { ShownExchange } from "../../journal/shown.ts";
import { html, type Html } from "./html.ts";
import { methodBadge, page } from "./page.ts";

/** Longer bodies are cut on the page; the JSON of the exchange has all of them. */
const longestBody = 100_000;

/** One exchange for people: what came, what was answered, what broke the contract, and why it was answered so. */
export function exchangePage(shown: ShownExchange): string {
  const { id, session, time, operationId, source, request, response, violations, why } = shown;
  return page(
    `${request.method} ${request.url} · ${String(response.status)}`,
    html`
      <p class="quiet">
        <a href="/__session/${session}/__admin/requests">Requests</a> of session ${session} · ${id}
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
      <h2>What broke the contract</h2>
      ${violationList(violations)}
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

function violationList(violations: ShownExchange["violations"]): Html {
  if (violations.length === 0) return html`<p class="quiet">Nothing.</p>`;
  return html`<div class="sheet">
    <table>
      <thead>
        <tr>
          <th scope="col">Where</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        ${violations.map(
          (one) =>
            html`<tr>
              <td>${one.in} <code>${one.pointer}</code></td>
              <td>${one.message}<br /><code class="quiet">${one.schemaPointer}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
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
