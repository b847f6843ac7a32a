import { folded, inEnglish } from "./tongues.ts";

/**
 * A property name in lower-case English words: `linkedIn_account` is `linked in account`, `userID2` is `user id 2`,
 * `código_postal` is `post code`.
 */
export function wordsOf(name: string): string {
  return inEnglish(ownWords(name));
}

/** Whether a name means something in a language other than English. */
export function isForeign(name: string): boolean {
  return wordsOf(name) !== ownWords(name);
}

function ownWords(name: string): string {
  const words = name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .replace(/[^\p{L}\d]+/gu, " ")
    .replace(/(\p{L})(\d+)(?=\s|$)/gu, "$1 $2")
    .trim();
  return folded(words);
}

/** The words for one of several: `email addresses` is `email address`, `categories` is `category`. */
export function singular(words: string): string {
  if (/(ss|us|is|news|series)$/.test(words)) return words;
  if (words.endsWith("ies")) return `${words.slice(0, -3)}y`;
  if (words === "people") return "person";
  if (words === "children") return "child";
  return words.replace(/(x|ch|sh|ss|addres)es$/, "$1").replace(/s$/, "");
}

/** The values a description enumerates in prose ("Values are a, b, or c."), or undefined. */
export function enumerated(description: string | undefined): readonly string[] | undefined {
  const listed =
    /\b(?:values? (?:are|can be|is|must be)|one of|allowed values|either)\b:?\s+([^.;\n]{3,300})/i.exec(
      description?.slice(0, 500) ?? "",
    )?.[1];
  if (listed === undefined) return undefined;
  const values = listed
    .split(/\s*(?:,|\||\bor\b|\band\b)\s*/)
    .map((value) => value.replace(/^["'`]|["'`]$/g, ""))
    .filter((value) => value !== "");
  return values.length > 1 && values.every((value) => /^[\w-]{1,30}$/.test(value)) ? values : undefined;
}

const hints: readonly (readonly [RegExp, string])[] = [
  [/\buuid\b|\bguid\b/i, "uuid"],
  [/\biso[- ]?8601\b|\btimestamp\b|\bdate and time\b/i, "date time"],
  [/\be-?mail address\b/i, "email"],
  [/\burl\b|\buri\b|\blink to\b/i, "url"],
  [/\bphone number\b/i, "phone"],
  [/\bpercent/i, "percent"],
  [/\bcurrency\b/i, "currency"],
  [/\bcountry code\b/i, "country code"],
  [/\bnumber of\b|\bhow many\b/i, "count"],
  [/\bdescri(be|ption)\b|\bmessage\b|\bsentence\b/i, "description"],
];

/** What a description says where a name says nothing, as words for the tables of names. */
export function hinted(description: string | undefined): string | undefined {
  const text = description?.slice(0, 300);
  return text ? hints.find(([pattern]) => pattern.test(text))?.[1] : undefined;
}

// prettier-ignore
const kinds: readonly (readonly [string, RegExp])[] = [
  ["animal", /\b(pet|dog|cat|horse|animal)$/],
  ["task", /\b(issue|task|ticket|bug|story|todo|epic|pull request|incident|reminder)$/],
  ["book", /\b(book|novel)$/],
  ["song", /\b(song|track)$/],
  ["dish", /\b(dish|meal|recipe|food)$/],
  ["vehicle", /\b(vehicle|car|truck)$/],
  ["file", /\b(file|attachment|document|upload|asset)$/],
  ["category", /\b(category|department|genre|topic|collection|section)$/],
  ["tag", /\b(tag|label|keyword|badge)$/],
  ["plan", /\b(plan|tier|subscription|package)$/],
  ["role", /\b(role|permission|scope)$/],
  ["event", /\b(event|meeting|conference|appointment|webinar|session|visit|consultation)$/],
  ["article", /\b(post|blog|news|story|page|lesson|course|publication)$/],
  ["team", /\b(team|group|squad|workspace|project|repository|repo|channel|board|list|folder)$/],
  ["venue", /\b(store|shop|point of sale|branch|venue|clinic|hospital|restaurant|hotel|pharmacy|office|practice|warehouse)$/],
  ["company", /\b(company|organi[sz]ation|employer|business|vendor|supplier|brand|merchant|manufacturer|publisher|agency|tenant|carrier|bank|insurer|partner)$/],
  ["product", /\b(product|item|article|variant|good|merchandise)$/],
  ["person", /\b(user|person|member|author|owner|customer|client|contact|employee|worker|ambassador|sponsor|sponsored|patient|doctor|physician|nurse|practitioner|student|teacher|assignee|reporter|reviewer|sender|recipient|driver|guest|host|player|artist|follower|creator|passenger|profile|buyer|seller|agent|admin|candidate|applicant|beneficiary|participant|attendee|speaker|friend|supervisor|manager|by|lead)$/],
  ["place", /\b(address|location|place|city|destination|origin)$/],
];
const personal =
  /\b(first ?name|last ?name|surname|given name|family name|user ?name|dob|birth ?(date|day)|date of birth|gender|nick ?name|job ?title)\b/;
const paid = /^(sub ?total|grand total|tax|tax amount|currency|currency code|amount|amount due)$/;
const planned = /^(assignees?|milestone|story points|due (date|on|at)|reporter)$/;
const sold = /\b(sku|stock|gtin|ean|unit price|price)\b/;

/** What kind of thing an object is: by its fields, else by what it is called. Empty when nothing tells. */
export function kindOf(fields: readonly string[], called: readonly string[]): string {
  if (fields.some((field) => personal.test(field))) return "person";
  if (fields.length < 7 && fields.some((field) => /^(lang|language|locale)( code)?$/.test(field)))
    return "translation";
  for (const name of called) {
    const kind = kinds.find(([, pattern]) => pattern.test(name))?.[0];
    if (kind !== undefined) return kind;
  }
  if (fields.some((field) => sold.test(field))) return "product";
  if (fields.some((field) => paid.test(field))) return "purchase";
  if (fields.some((field) => planned.test(field))) return "task";
  return fields.some((field) => /\be ?mail$/.test(field)) ? "person" : "";
}
