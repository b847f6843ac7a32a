const MEDIA = /[\w.+*-]+\/[\w.+*-]+(?:\s*;\s*[\w-]+=[^\s;]+)*/;

/** Whether a text is a media type and nothing else. */
export function isMediaType(text: string): boolean {
  return MEDIA.exec(text)?.[0] === text;
}

/** The media types a text lists. */
export function mediaTypesIn(text: string): string[] {
  return text.match(new RegExp(MEDIA, "g")) ?? [];
}
