import { isObject } from "../schema/pointer.ts";
import { writeScalar } from "./scalar.ts";

/** What an event stream may have, as WHATWG HTML lets it be read; `retry` is a number of milliseconds. */
interface ServerEvent {
  event?: string;
  id?: string;
  retry?: number;
  data?: string;
}

/** The events of a stream, one object each (OpenAPI 3.2, Sequential Media Types); comments and other fields are let be. */
export function parseEvents(text: string): readonly ServerEvent[] {
  const events: ServerEvent[] = [];
  let event: ServerEvent = {};
  const end = () => {
    if (Object.keys(event).length > 0) events.push(event);
    event = {};
  };
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/)) {
    const [, name = line, value = ""] = /^([^:]*): ?(.*)$/s.exec(line) ?? [];
    if (line === "") end();
    else if (name === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
    else if (name === "event" || name === "id") event[name] = value;
    else if (name === "retry" && /^\d+$/.test(value)) event.retry = Number(value);
  }
  end();
  return events;
}

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
