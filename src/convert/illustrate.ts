import type { CaptureText } from "./capture.ts";
import { decodeBody } from "./curl.ts";
import type { Body, Content, Example, Response } from "./model.ts";
import type { ExampleBlock, Samples } from "./samples.ts";

interface Bodies {
  readonly body: Body | undefined;
  readonly responses: readonly Response[];
}

/** Puts the page's payloads where they belong; blocks repeat per media type, in the order of the media types. */
export function illustrate(
  { body, responses }: Bodies,
  { curl, blocks }: Samples,
  capture: CaptureText,
): Bodies {
  const codes = new Set(responses.filter(({ content }) => content.length > 0).map(({ code }) => code));
  for (const { of, line } of blocks.filter((block) => block.of !== "request" && !codes.has(block.of))) {
    capture.warn(line, `an example of a response (${of}) that declares no content: left out`);
  }
  for (const { of, line } of blocks.filter(({ examples }) => examples.length === 0)) {
    capture.warn(line, `an example (${of}) holds no JSON that can be read: left out`);
  }
  const ofRequest = blocks.filter((block) => block.of === "request");
  const sent = curl?.body === undefined ? undefined : decodeBody(curl.body);
  const request =
    ofRequest.length === 0 && sent !== undefined ? [[plainExample(sent)]] : examplesOf(ofRequest);
  return {
    body: body && { ...body, content: spread(body.content, request) },
    responses: responses.map((response) => ({
      ...response,
      content: spread(response.content, examplesOf(blocks.filter(({ of }) => of === response.code))),
    })),
  };
}

function examplesOf(blocks: readonly ExampleBlock[]): readonly (readonly Example[])[] {
  return blocks.map(({ examples }) => examples);
}

function spread(content: readonly Content[], examples: readonly (readonly Example[])[]): Content[] {
  return content.map((one, at) => ({ ...one, examples: examples[at] ?? [] }));
}

function plainExample(value: unknown): Example {
  return { summary: "", description: "", value };
}
