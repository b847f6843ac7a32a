import { keptBytes } from "../generate/variants.ts";

/** What stands before a property's value: whether the value before it, and its own, are in quotes. */
type Lead = readonly [bare: string, quoted: string, afterQuoted: string, betweenQuoted: string];

const leads = new Map<string, Lead>();
/** Names come from documents, but from requests as well. */
const mostLeads = 10_000;

function leadOf(key: string): Lead {
  const known = leads.get(key);
  if (known) return known;
  const lead = `,${JSON.stringify(key)}:`;
  const made: Lead = [lead, `${lead}"`, `"${lead}`, `"${lead}"`];
  if (leads.size < mostLeads) leads.set(key, made);
  return made;
}

/** Strings that JSON writes as they are. */
const plain = /^[ !#-[\]-~\u00a0-\ud7ff]*$/;

/** What JSON.stringify makes of a plain object, in UTF-8; names are written once for all, and so are parts that the generator keeps. */
export function jsonBytes(value: Readonly<Record<string, unknown>>): Buffer {
  const page = new Page();
  let text = "";
  let isFirst = true;
  let isQuoted = false;
  for (const key of Object.keys(value)) {
    const one = value[key];
    if (one === undefined) continue;
    const lead = isFirst ? firstLead(key) : leadOf(key);
    isFirst = false;
    if (typeof one === "string" && plain.test(one)) {
      text += isQuoted ? lead[3] : lead[1];
      text += one;
      isQuoted = true;
      continue;
    }
    text += isQuoted ? lead[2] : lead[0];
    isQuoted = false;
    const kept = typeof one === "object" && one !== null ? keptBytes(one) : undefined;
    if (kept) {
      page.write(text);
      page.add(kept);
      text = "";
    } else text += typeof one === "number" && Number.isFinite(one) ? String(one) : JSON.stringify(one);
  }
  page.write(isFirst ? "{}" : `${text}${isQuoted ? '"}' : "}"}`);
  return page.bytes();
}

function firstLead(key: string): Lead {
  const lead = `{${JSON.stringify(key)}:`;
  return [lead, `${lead}"`, lead, lead];
}

/** Bytes; most records fit. */
const usual = 65_536;
const scratch = Buffer.allocUnsafeSlow(usual);

/** Where bytes are gathered before their number is known. One at a time: the first 64 kB are the same for all. */
class Page {
  #buffer = scratch;
  #length = 0;

  write(text: string): void {
    // A UTF-16 unit takes three bytes at most.
    this.#makeRoom(text.length * 3);
    this.#length += this.#buffer.write(text, this.#length);
  }

  add(bytes: Buffer): void {
    this.#makeRoom(bytes.length);
    this.#length += bytes.copy(this.#buffer, this.#length);
  }

  bytes(): Buffer {
    const bytes = Buffer.allocUnsafe(this.#length);
    this.#buffer.copy(bytes, 0, 0, this.#length);
    return bytes;
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow((this.#length + more) * 2);
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}
