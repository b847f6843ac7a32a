import type { Operation } from "../../contract/operation.ts";
import { faultNames } from "../../trouble/fault.ts";
import type { Scenario } from "../../scenarios/scenario.ts";
import type { Served } from "../served.ts";
import { curlLine } from "./curl.ts";
import { html, type Html } from "./html.ts";
import { methodBadge, page } from "./page.ts";

export interface LandingParts {
  /** The session that the path names; undefined where it names none. */
  readonly session: string | undefined;
  /** Scheme, host and port as the client has them: `http://127.0.0.1:4010`. */
  readonly baseUrl: string;
  /** The path of it that the mock is mounted at; empty at the root. */
  readonly mount?: string;
  /** Names of sessions that this reader may know of. */
  readonly sessions: readonly string[];
  /** A JSON body that the operation takes; undefined where it takes none. */
  readonly sample: (operation: Operation) => string | undefined;
}

/** More would be slow to open and slow to read. */
const mostOperations = 200;
/** So few are shown with their curl lines at once. */
const fewOperations = 8;
const mostSessions = 50;

/** What a person sees who opens the mock in a browser: what it serves, how to call it, and what can be asked of it. */
export function landingPage(served: Served, parts: LandingParts): string {
  const { session, baseUrl, mount = "", sample, sessions } = parts;
  const { title, version, operations } = served.contract;
  const prefix = session === undefined ? "" : `/__session/${session}`;
  const shown = operations.slice(0, mostOperations);
  const isOpen = operations.length <= fewOperations;
  const lines = shown.map((operation) =>
    operationEntry(operation, {
      isOpen,
      line: curlLine(operation, { baseUrl: baseUrl + prefix, body: sample(operation) }),
    }),
  );
  return page(
    `${title} · mock`,
    html`
      <p class="quiet">Locum stands in for</p>
      <h1>${title} <span class="quiet">${version}</span></h1>
      <p class="lead">
        ${countOf(operations.length, "operation")} of ${served.contract.source}, served at
        <code>${baseUrl + prefix}</code>${
          session === undefined ? "" : html` for session <strong>${session}</strong>`
        }.
      </p>
      <nav class="row" aria-label="Admin API">${adminLinks(mount + prefix)}</nav>
      <h2>Operations</h2>
      <div class="sheet">${lines}</div>
      ${operations.length > shown.length ? rest(operations.length - shown.length, mount + prefix) : undefined}
      <h2>Ask for another answer</h2>
      <p class="quiet">
        In the header <code>Prefer</code>, several with commas between them, or in the query as
        <code>__code=404</code>.
      </p>
      <div class="sheet">
        <table>
          <tbody>
            ${vocabulary.map(preferenceRow)}
          </tbody>
        </table>
      </div>
      <h2>Scenarios</h2>
      ${scenarioList(served.scenarios.all)}
      <h2>Sessions</h2>
      <p class="quiet">
        Each has its own records, ids and journal. Name one with <code>X-Mock-Session: test-1</code>, or begin
        the path with <code>/__session/test-1</code>.
      </p>
      ${sessionList(sessions, mount)}
    `,
  );
}

interface Entry {
  readonly isOpen: boolean;
  readonly line: string;
}

function operationEntry(
  { method, path, basePaths, summary, responses }: Operation,
  { isOpen, line }: Entry,
): Html {
  return html`<details${isOpen ? html` open` : undefined}>
<summary>${methodBadge(method)}<code class="path">${basePaths[0] ?? ""}${path}</code><span class="quiet">${summary}</span></summary>
<div class="open"><pre class="copy">${line}</pre>
<p class="row quiet">Declares ${responses.map(({ key }) => html`<span class="tag">${key}</span> `)}</p></div>
</details>
`;
}

function rest(count: number, prefix: string): Html {
  return html`<p class="quiet">
    … and ${countOf(count, "more operation")}: <a href="${prefix}/__admin/operations">all of them</a> as JSON.
  </p>`;
}

function adminLinks(prefix: string): Html[] {
  const links = {
    requests: "Requests",
    operations: "Operations",
    scenarios: "Scenarios",
    sessions: "Sessions",
    store: "Store",
    coverage: "Coverage",
    health: "Health",
    "openapi.json": "Admin API",
  };
  return Object.entries(links).map(([path, name]) => html`<a href="${prefix}/__admin/${path}">${name}</a> `);
}

const vocabulary: readonly (readonly [key: string, meaning: string])[] = [
  ["code=404", "That status, from 200 to 599; errors on any request, valid or not."],
  ["example=name", "That named example of the contract."],
  ["dynamic=true", "Generated values where the contract has an example; false for the reverse."],
  ["seed=blue", "Another world of generated values, the same each time."],
  ["scenario=name", "Only the stubs of that scenario, for this request."],
  [
    "delay=100-500",
    "So many milliseconds before the answer; delay=300 for a fixed number, delay=80~0.4 lognormal.",
  ],
  [`fault=${faultNames[0] ?? ""}`, `Something broken: ${faultNames.join(", ")}.`],
];

function preferenceRow([key, meaning]: readonly [string, string]): Html {
  return html`<tr>
    <th scope="row"><code class="copy">Prefer: ${key}</code></th>
    <td>${meaning}</td>
  </tr>`;
}

function scenarioList(scenarios: readonly Scenario[]): Html {
  if (scenarios.length === 0) {
    return html`<p class="quiet">None; start the server with <code>--scenarios &lt;folder&gt;</code>.</p>`;
  }
  return html`<div class="sheet">
    <table>
      <tbody>
        ${scenarios.map(
          ({ name, description, active }) =>
            html`<tr>
              <th scope="row">
                <code>${name}</code>
                <span class="tag${active ? " on" : ""}">${active ? "on" : "on request"}</span>
              </th>
              <td>${description}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function sessionList(names: readonly string[], mount: string): Html {
  if (names.length === 0) return html`<p class="quiet">None is in use yet.</p>`;
  const links = names
    .slice(0, mostSessions)
    .map((name) => html`<a href="${mount}/__session/${name}/__admin/requests">${name}</a> `);
  const more = names.length - links.length;
  return html`<p class="row">
    ${links}${more > 0 ? html`<span class="quiet">and ${more} more</span>` : undefined}
  </p>`;
}

function countOf(count: number, name: string): string {
  return count === 1 ? `1 ${name}` : `${count.toLocaleString("en-US")} ${name}s`;
}
