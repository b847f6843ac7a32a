import type { ShownExchange } from "../../journal/shown.ts";
import { html, type Html } from "./html.ts";
import { methodBadge, page, statusBadge } from "./page.ts";

/** A part of a session's journal, the exchanges that were asked for. */
export interface RequestsPage {
  readonly session: string;
  /** The path that the mock is mounted at; empty at the root. */
  readonly mount?: string;
  readonly requests: readonly ShownExchange[];
  /** How many there are before `offset` and `limit` are applied. */
  readonly total: number;
  readonly offset: number;
  /** The query that leads to the next ones; undefined where these are the last. */
  readonly next: string | undefined;
}

/** A session's journal for people: a line for each exchange, which leads to its own page. */
export function requestsPage({ session, mount = "", requests, total, offset, next }: RequestsPage): string {
  const last = offset + requests.length;
  const home = `${mount}/__session/${session}/`;
  const base = `${home}__admin/requests`;
  return page(
    `Requests of session ${session}`,
    html`
      <p class="quiet"><a href="${home}">Session ${session}</a></p>
      <h1>Requests</h1>
      ${
        requests.length === 0
          ? html`<p class="quiet">None.</p>`
          : html`<p class="quiet">
                ${offset + 1} to ${last} of ${total}; as <a href="${base}.har">HTTP archive</a>, or
                <a href="${base}?unmatched=true">only those that the contract has no operation for</a>, or
                <a href="${base}?violations=true">only those that broke it</a>.
              </p>
              ${table(requests, mount)}`
      }
      ${next === undefined ? undefined : html`<p><a href="${base}?${next}">The next</a></p>`}
    `,
  );
}

function table(requests: readonly ShownExchange[], mount: string): Html {
  const columns = ["Request", "Answer", "By", "Violations", "Time", "ms"];
  return html`<div class="sheet">
    <table>
      <thead>
        <tr>
          ${columns.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${requests.map((exchange) => row(exchange, mount))}
      </tbody>
    </table>
  </div>`;
}

function row(exchange: ShownExchange, mount: string): Html {
  const { id, time, duration, source, request, response, violations } = exchange;
  return html`<tr>
    <td>
      ${methodBadge(request.method)} <a href="${mount}/__admin/requests/${id}">${shortened(request.url)}</a>
    </td>
    <td>${statusBadge(response.status)}</td>
    <td>${source}</td>
    <td>${violations.length === 0 ? "" : violations.length}</td>
    <td><time datetime="${time}">${time.slice(11, 23)}</time></td>
    <td>${duration}</td>
  </tr>`;
}

function shortened(url: string): string {
  return url.length > 120 ? `${url.slice(0, 120)}…` : url;
}
