/**
 * The server of a sample: its URL without query and without the operation's path, which may be templated or filled in.
 * Undefined where the URL does not end in that path.
 */
export function serverOf(url: string, operationPath: string): string | undefined {
  const bare = url.replace(/[?#].*$/s, "").replace(/\/$/, "");
  const wanted = operationPath.replace(/\/$/, "").split("/");
  const given = bare.split("/");
  const tail = given.slice(-wanted.length + 1);
  const fits = wanted.slice(1).every((segment, at) => fitsSegment(tail[at] ?? "", segment));
  return fits && given.length >= wanted.length
    ? given.slice(0, given.length - wanted.length + 1).join("/")
    : undefined;
}

/** `{petId}.json` fits `42.json` and itself. */
function fitsSegment(given: string, wanted: string): boolean {
  const literals = wanted.split(/\{[^{}]*\}/);
  if (literals.length === 1) return given === wanted;
  return given.startsWith(literals[0] ?? "") && given.endsWith(literals.at(-1) ?? "") && given !== "";
}
