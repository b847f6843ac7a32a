import { same } from "./comparison.ts";
import { insistenceOn, type Keyword } from "./matcher.ts";

/** `in: [value, …]`: equal to one of them. */
export const oneOf: Keyword = (given, reading) => {
  const items = given.items();
  if (items.length === 0) return given.refuse("in wants a list of values", "Write in: [one, another]");
  const operands = items.map((item) => reading.operand(item)).filter((operand) => operand !== undefined);
  return {
    matches: (value, scope) => operands.some((operand) => same(value, operand.of(scope), operand.comparison)),
    sentence: `be one of ${operands.map((operand) => operand.sentence).join(", ")}`,
    insists: insistenceOn(operands),
  };
};
