import addFormats from "ajv-formats";
import type { Ajv2020 } from "ajv/dist/2020.js";
import { isDate, isDateTime, isTime } from "./dates.ts";

const int32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/**
 * ajv-formats, and what OpenAPI adds to them. A format only ever judges the type it is written for; one that
 * nobody knows is an annotation (JSON Schema 2020-12, section 7.2.3).
 */
export function addKnownFormats(ajv: Ajv2020): void {
  addFormats.default(ajv);
  ajv.addFormat("date", isDate);
  ajv.addFormat("time", isTime);
  ajv.addFormat("date-time", isDateTime);
  ajv.addFormat("int32", {
    type: "number",
    validate: (value: number) => Number.isInteger(value) && value >= int32.min && value <= int32.max,
  });
  for (const name of ["int64", "bigint"]) {
    ajv.addFormat(name, { type: "number", validate: (value: number) => Number.isInteger(value) });
  }
  for (const name of ["float", "double"]) ajv.addFormat(name, { type: "number", validate: Number.isFinite });
  ajv.addFormat("byte", /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
  for (const name of ["binary", "password"]) ajv.addFormat(name, true);
}
