import { unreadable } from "./unreadable.ts";
import { decodeXml, notXml, xmlName } from "./xml-characters.ts";

/** An element of an XML document: what a value can be made of. Comments and processing instructions are gone. */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All its character data, without that of its children. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
  /** Where its tag began. */
  readonly start: number;
}

/** Deeper than any honest document, and shallow enough for everything that walks a value. */
const depthLimit = 200;
const elementLimit = 200_000;
const attributeLimit = 1000;

const tagName = new RegExp(xmlName, "uy");
const attribute = new RegExp(`\\s+(${xmlName})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, "uy");
const tagEnd = /\s*(\/?)>/y;
const closingTag = new RegExp(`</(${xmlName})\\s*>`, "uy");
const noAttributes: ReadonlyMap<string, string> = new Map();

/**
 * The root element of a well-formed XML 1.0 document. A DOCTYPE is refused, and with it every entity that could
 * expand or lead elsewhere. Throws ProblemError `invalid-body` with line and column. One pass, and linear: the
 * largest body that is let in must not hold up other requests.
 */
export function parseXml(written: string): XmlElement {
  const text = written.includes("\r") ? written.replace(/\r\n?/g, "\n") : written;
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  let count = 0;
  let at = 0;

  const bad = notXml.exec(text);
  if (bad) fail(bad.index, "a character that XML does not allow");
  while (at < text.length) {
    const next = text.indexOf("<", at);
    addText(text.slice(at, next < 0 ? text.length : next));
    if (next < 0) break;
    at = next;
    readMarkup();
  }
  const unclosed = open.at(-1);
  if (unclosed) fail(unclosed.start, `<${unclosed.name}> is not closed`);
  return root ?? fail(0, "there is no element");

  function readMarkup(): void {
    const kind = text.charAt(at + 1);
    if (kind === "/") closeElement();
    else if (kind === "?") at = endOf("?>", "a processing instruction");
    else if (text.startsWith("<!--", at)) at = endOf("-->", "a comment");
    else if (text.startsWith("<![CDATA[", at)) addCharacters();
    else if (kind === "!") fail(at, "a DOCTYPE, which is not read, nor any entity that it declares");
    else openElement();
  }

  function endOf(end: string, what: string): number {
    const found = text.indexOf(end, at + 2);
    return found < 0 ? fail(at, `${what} that does not end`) : found + end.length;
  }

  function addCharacters(): void {
    const end = endOf("]]>", "a CDATA section");
    const element = open.at(-1) ?? fail(at, "a CDATA section outside the root element");
    element.text += text.slice(at + "<![CDATA[".length, end - "]]>".length);
    at = end;
  }

  function addText(characters: string): void {
    if (characters === "") return;
    const element = open.at(-1);
    if (element) element.text += decode(characters, at);
    else if (characters.trim() !== "") fail(at + characters.search(/\S/), "text outside the root element");
  }

  function openElement(): void {
    const start = at;
    at += 1;
    const name = match(tagName)?.[0] ?? fail(start, "a < that begins no tag");
    const attributes = readAttributes();
    const [, slash] = match(tagEnd) ?? fail(at, `the tag <${name}> is not well-formed here`);
    const element: OpenElement = { name, attributes, children: [], text: "", start };
    const parent = open.at(-1);
    if (!parent && root) fail(start, "a second root element");
    parent?.children.push(element);
    root ??= element;
    count += 1;
    if (count > elementLimit) fail(start, `more than ${String(elementLimit)} elements`);
    if (slash === "") open.push(element);
    if (open.length > depthLimit) fail(start, `more than ${String(depthLimit)} levels of elements`);
  }

  function readAttributes(): ReadonlyMap<string, string> {
    let attributes: Map<string, string> | undefined;
    let start = at;
    for (let found = match(attribute); found; start = at, found = match(attribute)) {
      const [, name = "", quoted, apostrophed = ""] = found;
      attributes ??= new Map();
      if (attributes.size === attributeLimit) fail(start, `more than ${String(attributeLimit)} attributes`);
      if (attributes.has(name)) fail(start, `the attribute ${name} stands twice`);
      // XML 1.0, section 3.3.3: white space in a value is a space, unless it was written as a reference.
      attributes.set(name, decode((quoted ?? apostrophed).replace(/[\n\t]/g, " "), start));
    }
    return attributes ?? noAttributes;
  }

  function closeElement(): void {
    const start = at;
    const name = match(closingTag)?.[1] ?? fail(start, "a closing tag that is not well-formed");
    const element = open.pop() ?? fail(start, `</${name}> closes nothing`);
    if (element.name !== name) fail(start, `</${name}> stands where </${element.name}> is due`);
  }

  function match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  }

  function decode(characters: string, from: number): string {
    return decodeXml(characters, (reference, offset) =>
      fail(from + offset, `${reference} is no reference that is known`),
    );
  }

  function fail(position: number, cause: string): never {
    const before = text.slice(0, position);
    const line = before.split("\n").length;
    const column = position - before.lastIndexOf("\n");
    throw unreadable("XML", `line ${String(line)}, column ${String(column)}: ${cause.slice(0, 200)}.`);
  }
}
