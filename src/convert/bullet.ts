import { readAttributes } from "./attribute-tree.ts";
import { readBody, readResponses } from "./bullet-bodies.ts";
import { refuseAbsurdDepth, refuseGlued } from "./bullet-refusals.ts";
import { cutPage, OPERATION, type BulletPage } from "./bullet-sections.ts";
import type { CaptureText } from "./capture.ts";
import { illustrate } from "./illustrate.ts";
import type { Layout } from "./layout.ts";
import { isMediaType } from "./media-type.ts";
import type { Aspect, Body, Inferred, Page, Parameter } from "./model.ts";
import { toParagraphs } from "./prose.ts";
import { recoverContent, recoverFrom } from "./recover-names.ts";
import { readSamples, type Samples } from "./samples.ts";
import { credentialsOfSample } from "./security.ts";
import { serverOf } from "./server-url.ts";

const SHOWS: readonly Aspect[] = [
  "required",
  "constraints",
  "additional properties",
  "nesting",
  "variants",
  "badges",
  "examples",
];

const PLACES: Readonly<Record<string, Parameter["in"]>> = {
  "Path parameters": "path",
  "Query parameters": "query",
  "Header parameters": "header",
  Headers: "header",
  "Cookie parameters": "cookie",
  Cookies: "cookie",
};

/** An HTML page rendered to text: `•` before each attribute, two spaces deeper per level. */
export const bulletLayout: Layout = {
  name: "bullet",
  recognises: ({ lines }) =>
    lines.some(({ bullet }) => bullet) && lines.some(({ text }) => OPERATION.test(text)),
  read: readBullet,
};

function readBullet(capture: CaptureText): Page {
  refuseGlued(capture);
  refuseAbsurdDepth(capture);
  const page = cutPage(capture);
  const samples = readSamples(page.tail);
  const codes = samples.blocks.map(({ of }) => of).filter((of) => /^\d/.test(of));
  const responses = readResponses(page, codes, capture);
  const read = illustrate({ body: readBody(page, capture), responses }, samples, capture);
  return {
    capture: capture.name,
    layout: bulletLayout.name,
    shows: new Set(SHOWS),
    method: page.method,
    path: page.path,
    title: page.title,
    badges: page.badges,
    description: readDescription(page),
    servers: page.servers.map((url) => ({ url, description: "" })),
    security: [],
    inferred: infer(page, samples, capture),
    parameters: readParameters(page, samples, capture),
    body: read.body && recover(read.body, capture),
    responses: read.responses.map((response) => ({
      ...recover(response, capture),
      headers: recoverFrom(response.headers, [], capture),
    })),
    warnings: capture.warnings,
  };
}

/** Without what is not prose: media types and the alternative paths some portals list. */
function readDescription({ introduction }: BulletPage): string {
  const told = introduction.filter(
    ({ text, indent }) =>
      text !== "View as Markdown" &&
      !(indent === 0 && isMediaType(text)) &&
      !/method and path for this operation:$/.test(text) &&
      !/^(get|put|post|delete|patch|head|options|trace) +\/\S+$/.test(text),
  );
  return toParagraphs(told).join("\n\n");
}

function readParameters(
  { sections, path }: BulletPage,
  { curl }: Samples,
  capture: CaptureText,
): Parameter[] {
  const template = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
  const query = [...new URLSearchParams(curl?.url.split("?")[1] ?? "").keys()];
  return sections.flatMap(({ heading, lines }) => {
    const place = PLACES[heading];
    if (!place) return [];
    const parameters = readAttributes(lines, capture).map((attribute) => ({ ...attribute, in: place }));
    return recoverFrom(parameters, { path: template, query, header: [], cookie: [] }[place], capture);
  });
}

function infer({ path, tail }: BulletPage, { curl }: Samples, capture: CaptureText): Inferred {
  if (!curl) return { servers: [], security: [] };
  const server = serverOf(curl.url, path);
  if (server === undefined) {
    capture.warn(
      tail[0]?.number ?? 1,
      `the sample's URL \`${curl.url}\` does not end in the operation's path`,
    );
  }
  const credentials = credentialsOfSample(curl);
  return {
    servers: server === undefined ? [] : [{ url: server, description: "" }],
    security: credentials.length > 0 ? [credentials] : [],
  };
}

function recover<B extends Pick<Body, "content">>(body: B, capture: CaptureText): B {
  return { ...body, content: body.content.map((content) => recoverContent(content, capture)) };
}
