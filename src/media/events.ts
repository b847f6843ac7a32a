import { isObject } from "../schema/pointer.ts";
import { writeScalar } from "./scalar.ts";

const fields = new Set(["event", "id", "retry", "data"]);

/** A value as server-sent events (WHATWG HTML): an item of a list each, a text that is an event stream as it is. */
export function writeEvents(value: unknown): string {
  if (typeof value === "string" && /^(?:data|event|id|retry)?:/m.test(value)) return value;
  return (Array.isArray(value) ? (value as unknown[]) : [value]).map(writeEvent).join("");
}

/** An object that has the fields of an event and no others is one; everything else is the data of one. */
function writeEvent(value: unknown): string {
  const isEvent = isObject(value) && Object.keys(value).every((name) => fields.has(name));
  const event = isEvent ? value : { data: value };
  const lines = Object.entries(event).flatMap(([name, own]) =>
    writeScalar(own)
      .split(/\r\n|\r|\n/)
      .map((line) => `${name}: ${line}\n`),
  );
  return `${lines.join("")}\n`;
}
