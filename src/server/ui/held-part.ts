import type { Row } from "../../explain/columns.ts";
import type { Held, HeldStub } from "../explain/held.ts";
import type { ShownViolation } from "../explain/shown.ts";
import { html, type Html } from "./html.ts";

/** What an exchange was held against: in two columns, what there is on the left and what came on the right. */
export function heldPart({ unmatched, violations, stubs, moreStubs, untold }: Held): Html {
  return html`
    ${unmatched ? lostPart(unmatched) : undefined}
    <h2>What broke the contract</h2>
    ${violations.length === 0 ? html`<p class="quiet">Nothing.</p>` : violationTable(violations)}
    ${stubs.length === 0 ? undefined : html`<h2>Stubs it was held against</h2>`} ${stubs.map(stubPart)}
    ${moreStubs > 0 ? html`<p class="quiet">and ${moreStubs} more</p>` : undefined}
    ${untold.map((said) => html`<p class="quiet">${said}</p>`)}
  `;
}

function lostPart({ nearest, fixes }: NonNullable<Held["unmatched"]>): Html {
  return html`
    <h2>What was probably meant</h2>
    ${nearest.map(
      ({ operationId, rows }) =>
        html`<p><code>${operationId}</code></p>
          ${columnsTable(["In the contract", "What came"], rows)}`,
    )}
    ${fixes.map(
      ({ said, paste }) =>
        html`<p>${said}</p>
          <pre class="copy">${paste}</pre>`,
    )}
  `;
}

function violationTable(violations: readonly ShownViolation[]): Html {
  return html`<div class="sheet">
    <table>
      <thead>
        <tr>
          <th scope="col">Where</th>
          <th scope="col">What</th>
          <th scope="col">What came</th>
        </tr>
      </thead>
      <tbody>
        ${violations.map(
          (one) =>
            html`<tr>
              <td>${one.in} <code>${one.pointer}</code></td>
              <td>
                ${one.message}<br /><code class="quiet"
                  >${one.schemaPointer}${one.demand === null ? "" : `: ${JSON.stringify(one.demand)}`}</code
                >
              </td>
              <td>${one.came}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function stubPart({ name, scenario, comparisons, remembered }: HeldStub): Html {
  const rows = comparisons.map(({ place, expected, came, holds }) => ({
    left: `${place} ${expected}`,
    right: came,
    differs: !holds,
  }));
  const asks = remembered.length === 0 ? "" : ` It also asks for ${remembered.join(", ")}.`;
  return html`<p><strong>${name}</strong>${scenario === null ? "" : ` of ${scenario}`}.${asks}</p>
    ${rows.length === 0 ? undefined : columnsTable(["Wanted", "What came"], rows)}`;
}

function columnsTable([left, right]: readonly [string, string], rows: readonly Row[]): Html {
  return html`<div class="sheet">
    <table>
      <thead>
        <tr>
          <th scope="col">${left}</th>
          <th scope="col">${right}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <td class="mono">${row.differs ? html`<strong>≠</strong> ` : undefined}${row.left}</td>
              <td class="mono">${row.right}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
