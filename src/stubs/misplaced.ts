/** Keys of `when` alone; those of `respond` alone; those of more than one. */
const ofWhen = ["query", "path", "cookies", "session", "counter"];
const ofRespond = [
  "status",
  "undeclared",
  "errors",
  "delay",
  "fault",
  "dribble",
  "example",
  "patch",
  "sequence",
  "choose",
  "repeat",
];
const ofBoth = ["headers", "body"];
const ofStub = ["name", "operation", "then", "priority", "times", "expires", "phase", "chance", "limit"];
/** Words of other mock servers. */
const foreign: Readonly<Record<string, string>> = { code: "status", statusCode: "status" };

/** What to do about a key that was written beside `operation` and belongs below one of its neighbours. */
export function belowStub(key: string): string | undefined {
  if (ofRespond.includes(key)) return `Write it below respond: respond: { ${key}: … }`;
  if (ofWhen.includes(key)) return `Write it below when: when: { ${key}: … }`;
  if (ofBoth.includes(key)) return "Write it below when or respond";
  if (key === "state") return "Write it below when or then: then: { state: … }";
  return undefined;
}

/** What to do about a key that was written below `when` and belongs beside it. */
export function besideWhen(key: string): string | undefined {
  return ofStub.includes(key) ? "Write it beside when, not below it" : undefined;
}

/** The same for `respond`, with the words that others use for what may stand there. */
export function besideRespond(key: string): string | undefined {
  if (ofStub.includes(key) || key === "when") return "Write it beside respond, not below it";
  return Object.hasOwn(foreign, key) ? `Write ${foreign[key] ?? key}: …` : undefined;
}

/** What to do about a key beside a list of responses that belongs in each of them. */
export function inEach(list: string): (key: string) => string | undefined {
  return (key) =>
    ofRespond.includes(key) || ofBoth.includes(key)
      ? `Write it in each of ${list}: ${list}: [{ ${key}: … }]`
      : besideRespond(key);
}
