import { createHash } from "node:crypto";

/** A test, as its runner knows it. */
export interface TestTitle {
  /** Its file, seen from the project's folder, so that it is the same on every machine. */
  readonly file: string;
  /** Everything it is called, from the outermost group inwards. */
  readonly titles: readonly string[];
  /** Told apart from tests called the same, and from its earlier attempts: `2`, `retry1`. */
  readonly mark?: string | undefined;
}

/** Room for what people read; the digest and the mark follow, within the 64 characters that a session's name has. */
const mostReadable = 40;

/**
 * The name of a test's session: readable, the same in every run, and another for every test. The digest tells apart what
 * reads the same: other files, titles cut short, titles without a single Latin letter.
 */
export function sessionNameFor({ file, titles, mark }: TestTitle): string {
  const path = file.replaceAll("\\", "/");
  const digest = createHash("sha256")
    .update(JSON.stringify([path, ...titles]))
    .digest("hex")
    .slice(0, 8);
  const readable = readablePart(titles.join(" "));
  return [readable, digest, ...(mark === undefined ? [] : [mark])].filter(Boolean).join("-");
}

/** `Pets › Ünïcode & more` → `pets-unicode-more`; of a long title its end, which is what tells tests apart. */
function readablePart(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(-mostReadable)
    .replace(/^-+|-+$/g, "");
}
