/** About the size of a created ambassador. */
export const constant = Object.fromEntries(
  Array.from({ length: 95 }, (_, i) => [`field_${i}`, "a value of some forty-five characters, or so"]),
);
