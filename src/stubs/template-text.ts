import { readReference, type Reference } from "./reference.ts";

/** A text cut into what is written and what is read. */
export type Piece = string | Reference;

const OPEN = "{{";
const CLOSE = "}}";
/** Nobody writes longer ones, and the search for their end must have one. */
const longestCall = 2_000;

/**
 * Cuts a text at its templates; `\{{` is a brace that is meant. Throws an Error with the reason where a template is
 * not closed or names what nobody knows.
 */
export function readTemplate(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let written = "";
  let at = 0;
  for (let open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
    const meant = open > at && text[open - 1] === "\\";
    written += text.slice(at, meant ? open - 1 : open);
    if (meant) {
      written += OPEN;
      at = open + OPEN.length;
      continue;
    }
    const close = endOf(text, open + OPEN.length);
    if (close < 0) throw new Error("a template is opened by {{ and never closed");
    if (written !== "") pieces.push(written);
    written = "";
    pieces.push(readReference(text.slice(open + OPEN.length, close)));
    at = close + CLOSE.length;
  }
  written += text.slice(at);
  if (written !== "" || pieces.length === 0) pieces.push(written);
  return pieces;
}

/** Where the template ends; braces within the arguments of a call are a part of it. */
function endOf(text: string, from: number): number {
  const close = text.indexOf(CLOSE, from);
  const call = close < 0 ? -1 : text.slice(from, close).indexOf("(");
  if (call < 0) return close;
  for (let [at, deep] = [from + call, 0]; at < Math.min(text.length, from + longestCall); at++) {
    if (text[at] === "(") deep++;
    else if (text[at] === ")" && --deep === 0) return text.indexOf(CLOSE, at);
  }
  return close;
}
