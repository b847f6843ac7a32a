import type { Writing } from "./deserialize.ts";

/** How a parameter must be written, by the example of OpenAPI's own table of styles. */
export function styleExample(writing: Writing): string {
  const { style, explode } = writing;
  return `must be written as ${exampleOf(writing)} (style ${style}${explode ? ", exploded" : ""})`;
}

function exampleOf({ name, style, explode, shape }: Writing): string {
  const items = shape === "array" ? ["blue", "black"] : ["blue"];
  const pairs = ["R=100", "G=200"];
  const flat = shape === "object" ? ["R", "100", "G", "200"] : items;
  const named = shape === "object" ? pairs : items.map((item) => `${name}=${item}`);
  const bare = shape === "object" && explode ? pairs : flat;
  const examples: Readonly<Record<string, string>> = {
    label: `.${bare.join(explode ? "." : ",")}`,
    matrix: explode ? `;${named.join(";")}` : `;${name}=${flat.join(",")}`,
    deepObject: `${name}[R]=100&${name}[G]=200`,
    form: explode ? named.join("&") : `${name}=${flat.join(",")}`,
    spaceDelimited: `${name}=${flat.join("%20")}`,
    pipeDelimited: `${name}=${flat.join("|")}`,
  };
  return (Object.hasOwn(examples, style) ? examples[style] : undefined) ?? bare.join(",");
}
