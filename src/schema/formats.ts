import addFormats from "ajv-formats";
import type { Ajv2020 } from "ajv/dist/2020.js";
import { wholeFormats } from "./whole-formats.ts";
import { isDate, isDateTime, isTime } from "./dates.ts";

/**
 * ajv-formats, and what OpenAPI and its format registry add to them. A format only ever judges the type it is written
 * for; one that nobody knows is an annotation (JSON Schema 2020-12, section 7.2.3).
 */
export function addKnownFormats(ajv: Ajv2020): void {
  addFormats.default(ajv);
  ajv.addFormat("date", isDate);
  ajv.addFormat("time", isTime);
  ajv.addFormat("date-time", isDateTime);
  for (const [name, [least, most]] of Object.entries(wholeFormats)) {
    const validate = (value: number) => Number.isInteger(value) && value >= least && value <= most;
    ajv.addFormat(name, { type: "number", validate });
  }
  for (const name of ["float", "double"]) ajv.addFormat(name, { type: "number", validate: Number.isFinite });
  ajv.addFormat("byte", /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
  for (const name of ["binary", "password"]) ajv.addFormat(name, true);
}
