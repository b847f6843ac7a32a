import addFormats from "ajv-formats";
import { Ajv } from "ajv";
import fc from "fast-check";
import { isDate, isDateTime, isTime } from "../../src/schema/dates.ts";

const ajv = new Ajv({ logger: false });
addFormats.default(ajv);
const judges = { date: isDate, time: isTime, "date-time": isDateTime };

/** Texts near the edge of what is a date: right in form, and then one character changed. */
const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, "0"));
const small = fc.constantFrom(
  "00",
  "01",
  "02",
  "09",
  "12",
  "13",
  "23",
  "24",
  "28",
  "29",
  "30",
  "31",
  "32",
  "59",
  "60",
);
const part = fc.oneof(two, small);
const date = fc
  .tuple(fc.constantFrom("1900", "2000", "2023", "2024", "0000"), part, part)
  .map((parts) => parts.join("-"));
const zone = fc.oneof(
  fc.constantFrom("Z", "z", "", "+00:00", "-23:59", "+24:00", "+1:00", "Z "),
  fc.tuple(part, part).map((p) => `+${p.join(":")}`),
);
const fraction = fc.constantFrom("", ".0", ".123456789", ".", ",5");
const time = fc.tuple(part, part, part, fraction, zone).map(([h, m, s, f, z]) => `${h}:${m}:${s}${f}${z}`);
const dateTime = fc.tuple(date, fc.constantFrom("T", "t", " ", "", "_"), time).map((parts) => parts.join(""));
const spoilt = (texts: fc.Arbitrary<string>) =>
  fc
    .tuple(texts, fc.nat(30), fc.constantFrom("", "x", "1", "-", ":"))
    .map(([text, at, by]) => text.slice(0, at) + by + text.slice(at + 1));

test.each([
  ["date", date],
  ["time", time],
  ["date-time", dateTime],
] as const)("%s: the same verdict as ajv-formats", (format, texts) => {
  const theirs = ajv.compile({ type: "string", format });
  fc.assert(
    fc.property(fc.oneof(texts, spoilt(texts)), (text) => {
      // ajv-formats lets a zone without its colon pass; RFC 3339 does not.
      fc.pre(format === "date" || !/[+-]\d\d(\d\d)?$/.test(text));
      // It also lets a zone turn hour 24 or minute 89 into a leap second; RFC 3339 has neither.
      fc.pre(format === "date" || !/(^|[T ])(2[4-9]|[3-9]\d):|:[6-9]\d:/i.test(text));
      expect([text, judges[format](text)]).toEqual([text, theirs(text)]);
    }),
    { numRuns: 5000 },
  );
});

test.each(["24:00:00+00:01", "24:59:60+01:00", "29:89:00+06:30"])(
  "%s is no time: hours end at 23 and minutes at 59",
  (text) => {
    expect(isTime(text)).toBe(false);
  },
);
