import { readAttributes, readLabelled, readShape } from "./attribute-tree.ts";
import { readBodyHeading, type BulletPage } from "./bullet-sections.ts";
import type { CaptureText, Line } from "./capture.ts";
import { isMediaType, mediaTypesIn } from "./media-type.ts";
import { unknownShape, type Body, type Content, type Response, type Shape } from "./model.ts";
import { outline, toItems, type Item } from "./outline.ts";
import { readProse } from "./prose.ts";
import { readType, type TypeNotation } from "./type-notation.ts";

const OBJECT = readType("object");
const CODE = /^(\d{3}|[1-5]XX|default)(?:\s+(.*))?$/;

/** Reads the `Body` sections, one per media type; the media type stands above its section. */
export function readBody({ introduction, sections }: BulletPage, capture: CaptureText): Body | undefined {
  const bodies = sections.flatMap((section, at) => {
    const heading = readBodyHeading(section.heading);
    if (!heading) return [];
    const above = at === 0 ? introduction : (sections[at - 1]?.lines ?? []);
    const mediaTypes = above
      .filter(({ text, indent }) => indent === 0 && isMediaType(text))
      .map(({ text }) => text);
    const required = heading.flags.has("Required");
    return [
      { section, mediaTypes, required, shape: readBodyShape(section.lines, heading.type ?? OBJECT, capture) },
    ];
  });
  const [first, ...others] = bodies;
  if (!first) return undefined;
  if (first.mediaTypes.length === 0) {
    capture.warn(first.section.line.number, "the body's media type was lost: taken to be application/json");
  }
  for (const { section } of others.filter(({ mediaTypes }) => mediaTypes.length === 0)) {
    capture.warn(section.line.number, "a second body whose media type was lost: left out");
  }
  const content = bodies.flatMap(({ mediaTypes, shape }, at) =>
    (at === 0 && mediaTypes.length === 0 ? ["application/json"] : mediaTypes).map((mediaType) => ({
      mediaType,
      shape: { ...shape, description: "" },
      examples: [],
    })),
  );
  return { required: bodies.some(({ required }) => required), description: first.shape.description, content };
}

/** A body's attributes follow its heading without a label of their own. */
function readBodyShape(lines: readonly Line[], type: TypeNotation | undefined, capture: CaptureText): Shape {
  const bullet = lines.findIndex((line) => line.bullet);
  const head = bullet === -1 ? lines : lines.slice(0, bullet);
  if (outline(lines).labelled.length > 0 || head.some(({ text }) => /^(One|Any) of:$/.test(text))) {
    return readShape(lines, type, capture);
  }
  const prose = head.filter(({ text }) => !isMediaType(text));
  const children = bullet === -1 ? undefined : readAttributes(lines.slice(bullet), capture);
  return { ...unknownShape, type, ...readProse(prose, type, capture), children };
}

/** Reads the bullets of `Responses`; a lost code is taken from the order of the examples' codes. */
export function readResponses(
  { sections }: BulletPage,
  exampleCodes: readonly string[],
  capture: CaptureText,
): Response[] {
  const items = toItems(sections.findLast(({ heading }) => heading === "Responses")?.lines ?? []);
  const known = new Set(items.map(({ head }) => CODE.exec(head.text)?.[1]));
  const unused = exampleCodes.filter((code) => !known.has(code));
  return items.flatMap((item) => {
    const [, found, media] = CODE.exec(item.head.text) ?? [];
    const code = found ?? unused.shift();
    if (found === undefined) {
      const outcome = code === undefined ? "left out" : `taken to be ${code}, from the order of the examples`;
      capture.warn(
        item.head.number,
        `\`${item.head.text}\` is a response whose status code was lost: ${outcome}`,
      );
    }
    return code === undefined
      ? []
      : [readResponse({ code, media: media ?? (found ? "" : item.head.text), item }, capture)];
  });
}

function readResponse(
  { code, media, item }: { code: string; media: string; item: Item },
  capture: CaptureText,
): Response {
  const { prose, labelled } = outline(item.body);
  const headers = labelled.filter(({ label }) => label.of === "headers");
  const choices = prose.some(({ text }) => /^(One|Any) of:$/.test(text));
  const shapes = choices
    ? [readShape(item.body, OBJECT, capture)]
    : labelled
        .filter((part) => !headers.includes(part))
        .map((part) => ({
          ...unknownShape,
          type: part.label.type ?? OBJECT,
          children: readLabelled(part, capture),
        }));
  const mediaLines = item.body.filter(({ text, bullet }) => !bullet && isMediaType(text));
  const told = readProse(
    prose.filter((line) => !mediaLines.includes(line)),
    undefined,
    capture,
  );
  const mediaTypes = [...mediaTypesIn(media), ...mediaLines.map(({ text }) => text)];
  if (mediaTypes.length < shapes.length) {
    const outcome =
      mediaTypes.length === 0 ? "taken to be application/json" : "the attributes without one were left out";
    capture.warn(item.head.number, `response ${code} has fewer media types than bodies: ${outcome}`);
  }
  const named = mediaTypes.length === 0 && shapes.length > 0 ? ["application/json"] : mediaTypes;
  return {
    code,
    description: choices ? (shapes[0]?.description ?? "") : told.description,
    headers: headers.flatMap((part) => readLabelled(part, capture)),
    content: named.map((mediaType, at) => toContent(mediaType, shapes[at], told.additionalProperties)),
  };
}

function toContent(
  mediaType: string,
  shape: Shape | undefined,
  additionalProperties: boolean | undefined,
): Content {
  return {
    mediaType,
    shape: shape && {
      ...shape,
      description: "",
      additionalProperties: shape.additionalProperties ?? additionalProperties,
    },
    examples: [],
  };
}
