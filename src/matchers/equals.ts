import { same } from "./comparison.ts";
import { insistenceOn, type Keyword } from "./matcher.ts";

/** `equals: value`: any JSON value, compared whole. */
export const equals: Keyword = (given, reading) => {
  const operand = reading.operand(given);
  return (
    operand && {
      matches: (value, scope) => same(value, operand.of(scope), operand.comparison),
      sentence: `be ${operand.sentence}`,
      insists: insistenceOn([operand]),
    }
  );
};
