/** Of all pages: calm, readable at any width, light or dark as the reader's system is. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --sheet: #ffffff; --ink: #22252a; --quiet: #646a73; --line: #e3e1da;
  --accent: #1d5fbf; --code: #f3f1eb;
  --get: #1d5fbf; --post: #1f7a45; --put: #8a5a00; --delete: #b3261e; --other: #5a5f67;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181c; --sheet: #1d2025; --ink: #e4e6ea; --quiet: #9aa1ac; --line: #31353c;
    --accent: #82b1f5; --code: #15171a;
    --get: #82b1f5; --post: #7fcf9d; --put: #e2b25f; --delete: #f28b82; --other: #b3b9c2;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 58rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.015em; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 3rem 0 0.75rem; letter-spacing: 0.005em; }
p { margin: 0.5rem 0; max-width: 44rem; }
.quiet { color: var(--quiet); }
.lead { font-size: 1.02rem; color: var(--quiet); margin-top: 0.6rem; }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.86em; }
pre {
  margin: 0; padding: 0.8rem 1rem; background: var(--code); border: 1px solid var(--line); border-radius: 8px;
  overflow-x: auto; line-height: 1.5; font-size: 0.82rem; white-space: pre-wrap; overflow-wrap: anywhere;
}
.copy { user-select: all; -webkit-user-select: all; cursor: copy; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.sheet > * + * { border-top: 1px solid var(--line); }
details > summary {
  display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.15rem 0.75rem; padding: 0.7rem 1rem; cursor: pointer;
  list-style: none;
}
details > summary::-webkit-details-marker { display: none; }
details > summary::after { content: "+"; margin-left: auto; color: var(--quiet); }
details[open] > summary::after { content: "\\2212"; }
details > summary:hover { background: color-mix(in srgb, var(--code) 60%, transparent); }
details > .open { padding: 0 1rem 1rem; display: grid; gap: 0.5rem; }
.path { font-weight: 600; overflow-wrap: anywhere; }
.method {
  display: inline-block; min-width: 4.2em; font: 700 0.72rem/1 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  letter-spacing: 0.04em; color: var(--other);
}
.method.get { color: var(--get); } .method.post { color: var(--post); } .method.put { color: var(--put); }
.method.delete { color: var(--delete); }
h1 .method { font-size: 0.5em; min-width: 0; margin-right: 0.6em; vertical-align: 0.3em; }
table { width: 100%; border-collapse: collapse; font-size: 0.94rem; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: 0.8rem; }
th, td { padding: 0.55rem 1rem; vertical-align: top; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
tbody:first-child tr:first-child > *, thead tr:first-child > * { border-top: 0; }
td:first-child, tbody th { width: 32%; }
tbody th { font: inherit; color: inherit; font-size: 0.94rem; }
ul.plain, ol.steps { margin: 0; padding: 0; list-style: none; }
ul.plain li, ol.steps li { padding: 0.6rem 1rem; }
ul.plain li + li, ol.steps li + li { border-top: 1px solid var(--line); }
ol.steps { counter-reset: step; }
ol.steps li { display: grid; grid-template-columns: 1.6rem 8rem 1fr; gap: 0 0.5rem; overflow-wrap: anywhere; }
ol.steps li::before { counter-increment: step; content: counter(step); color: var(--quiet); }
.tag {
  display: inline-block; padding: 0.05rem 0.5rem; border: 1px solid var(--line); border-radius: 999px;
  font-size: 0.78rem; color: var(--quiet); white-space: nowrap;
}
.tag.on { color: var(--post); border-color: currentColor; }
.status { font-weight: 700; } .status.good { color: var(--post); } .status.odd { color: var(--put); }
.status.bad { color: var(--delete); }
.row { display: flex; flex-wrap: wrap; gap: 0.35rem 0.9rem; align-items: baseline; }
nav.row { margin-top: 1.1rem; }
.stack { display: grid; gap: 0.75rem; }
@media (max-width: 36rem) {
  main { padding-top: 2rem; }
  ol.steps li { grid-template-columns: 1.6rem 1fr; } ol.steps li > :last-child { grid-column: 2; }
}
@media print { body { background: none; } details > summary::after { content: ""; } }
`;
