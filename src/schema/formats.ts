import addFormats from "ajv-formats";
import type { Ajv2020 } from "ajv/dist/2020.js";
import { isDate, isDateTime, isTime } from "./dates.ts";

/** Least and greatest of whole numbers. 2^63 - 1 is no number of JavaScript's: JSON.parse makes 2^63 of it. */
const whole: Readonly<Record<string, readonly [number, number]>> = {
  int8: [-(2 ** 7), 2 ** 7 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
  uint8: [0, 2 ** 8 - 1],
  uint16: [0, 2 ** 16 - 1],
  uint32: [0, 2 ** 32 - 1],
  uint64: [0, 2 ** 64],
  bigint: [-Infinity, Infinity],
};

/**
 * ajv-formats, and what OpenAPI and its format registry add to them. A format only ever judges the type it is written
 * for; one that nobody knows is an annotation (JSON Schema 2020-12, section 7.2.3).
 */
export function addKnownFormats(ajv: Ajv2020): void {
  addFormats.default(ajv);
  ajv.addFormat("date", isDate);
  ajv.addFormat("time", isTime);
  ajv.addFormat("date-time", isDateTime);
  for (const [name, [least, most]] of Object.entries(whole)) {
    const validate = (value: number) => Number.isInteger(value) && value >= least && value <= most;
    ajv.addFormat(name, { type: "number", validate });
  }
  for (const name of ["float", "double"]) ajv.addFormat(name, { type: "number", validate: Number.isFinite });
  ajv.addFormat("byte", /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
  for (const name of ["binary", "password"]) ajv.addFormat(name, true);
}
