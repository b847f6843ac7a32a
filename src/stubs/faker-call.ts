/** A method of faker with its arguments, as `x-faker` has them. */
export interface FakerCall {
  /** `"person.firstName"`, or `{ "number.int": [{ max: 9 }] }`. */
  readonly said: unknown;
}

/** Reads `faker.person.firstName` or `faker.number.int({ max: 9 })`; a text is the reason why it cannot be. */
export function readFakerCall(text: string): FakerCall | string {
  const [, method, written] = /^faker\.(\w+\.\w+)(?:\((.*)\))?$/s.exec(text) ?? [];
  if (method === undefined) return "write faker.person.firstName, or faker.number.int({ max: 9 })";
  if (written === undefined || written.trim() === "") return { said: method };
  const given = parse(`[${written}]`) ?? parse(`[${quoted(written)}]`);
  if (given === undefined) return "its arguments are no JSON";
  return { said: { [method]: given } };
}

/** People write `{ max: 9 }` for `{ "max": 9 }`. */
function quoted(written: string): string {
  return written.replace(/([{,]\s*)([A-Za-z_]\w*)\s*:/g, '$1"$2":').replaceAll("'", '"');
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
