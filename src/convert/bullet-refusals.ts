import { readAttributeLine } from "./attribute-line.ts";
import type { CaptureText } from "./capture.ts";

/** Where the spaces were lost, `namestring` would read as a name without a type. */
export function refuseGlued(capture: CaptureText): void {
  const bullets = capture.lines
    .filter(({ bullet }) => bullet)
    .map(({ text, number }) => ({ text, number, read: readAttributeLine(text) }));
  const glued = bullets.filter(
    ({ read }) =>
      read && !read.type && /\w(string|integer|number|boolean|object|array)([([]\S*)?$/.test(read.name),
  );
  const [first] = glued;
  if (!first || glued.length <= bullets.filter(({ read }) => read?.type).length) return;
  const cause = `\`${first.text}\` has lost the space between name and type: the layout \`glued\` is not known yet`;
  capture.refuse(
    first.number,
    cause,
    "Save the page as text again with its spaces, or save its Markdown rendition.",
  );
}

/** Each level costs a call: far below the stack's end, far above any page. */
export function refuseAbsurdDepth(capture: CaptureText): void {
  const deep = capture.lines.find(({ bullet, indent }) => bullet && indent > 400);
  if (!deep) return;
  const cause = `this bullet is indented by ${deep.indent} spaces, deeper than any page nests its attributes`;
  capture.refuse(deep.number, cause, "Save the page as text again, two spaces per level.");
}
