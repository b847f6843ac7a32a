import type { Given } from "../matchers/given.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { writtenName } from "../stubs/collection-name.ts";
import type { Reference } from "../stubs/reference.ts";
import type { RequestValue } from "../stubs/request-value.ts";
import type { StorePath } from "../stubs/store-path.ts";
import { readTemplate } from "../stubs/template-text.ts";
import { checkCollection } from "./check-collection.ts";
import { checkBodyField, checkPathParameter, type Against } from "./check-fields.ts";
import type { Known } from "../stubs/known.ts";
import { fieldAt } from "./schema-fields.ts";

/** What templates of a stub are held against; `against` is undefined for one of every operation. */
export interface Holding {
  readonly known: Known;
  readonly against: Against | undefined;
  /** They say what is asked for, not what is answered. */
  readonly isAsking: boolean;
}

/** Any text of a stub may hold templates: notes those that name what cannot be. */
export function checkTemplates(given: Given, holding: Holding): void {
  if (typeof given.value === "string") {
    for (const reference of referencesIn(given.value)) checkReference(given, reference, holding);
  }
  for (const item of given.items()) checkTemplates(item, holding);
  for (const key of given.keys) checkTemplates(given.at(key), holding);
}

/** A template that cannot be read was noted when the stub was. */
function referencesIn(text: string): readonly Reference[] {
  if (!text.includes("{{")) return [];
  try {
    return readTemplate(text).filter((piece) => typeof piece !== "string");
  } catch {
    return [];
  }
}

function checkReference(given: Given, reference: Reference, holding: Holding): void {
  const { known, against, isAsking } = holding;
  switch (reference.kind) {
    case "request":
      if (against) checkRequestValue(given, reference, against);
      return;
    case "count":
      checkCounter(given, reference.name, { known, of: "value" });
      return;
    case "store":
      checkStorePath(given, reference, holding);
      return;
    case "faker":
      if (isAsking) refuseAsked(given, "faker");
      else checkFaker(given, reference.said, known);
      return;
    case "turn":
      if (isAsking) refuseAsked(given, "counter");
      return;
    default:
  }
}

function checkRequestValue(given: Given, { root, segments }: RequestValue, against: Against): void {
  const refuse = (cause: string, help: string) => void given.refuse(cause, help);
  const [name] = segments;
  if (root === "body") checkBodyField(segments, against, refuse);
  if (root === "path" && name !== undefined) checkPathParameter(name, against.operation, refuse);
}

/** Notes a counter that no stub counts. */
export function checkCounter(
  given: Given,
  name: string,
  { known: { counted }, of }: { readonly known: Known; readonly of: "key" | "value" },
): void {
  if (!counted || counted.has(name)) return;
  const names = [...counted];
  const cause = `no stub of this file counts "${name}"${didYouMean(name, names)}`;
  const help =
    names.length === 0 ? `Write then: { count: ${name} } in a stub that does` : `Use ${listed(names)}`;
  if (of === "key") given.refuseKey(cause, help);
  else given.refuse(cause, help);
}

function checkStorePath(
  given: Given,
  { collection, key, field }: StorePath,
  { known, against }: Holding,
): void {
  for (const name of [...collection, key ?? ""]) {
    if (typeof name !== "string" && against) checkRequestValue(given, name, against);
  }
  const resource = checkCollection(given, writtenName(collection), known);
  if (!resource) return;
  const { missing, names } = fieldAt(known.contract.schemas, [resource.item], field);
  if (!missing) return;
  const wrong = field.find((one) => !names.includes(one)) ?? "";
  given.refuse(
    `things in ${resource.collection} have no field "${field.join(".")}"${didYouMean(wrong, names)}`,
    `Use ${listed(names)}`,
  );
}

function checkFaker(given: Given, said: unknown, { whyNotFaked }: Known): void {
  const reason = whyNotFaked ? whyNotFaked(said) : "faker cannot be used here";
  if (reason !== undefined)
    given.refuse(reason, "Use a method that x-faker may name, such as person.firstName");
}

function refuseAsked(given: Given, root: string): void {
  given.refuse(
    `${root} says something of an answer, and this asks of a request`,
    "Use it in respond or then",
  );
}
