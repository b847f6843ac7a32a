import { decodeName, encodeName } from "./xml-characters.ts";
import type { XmlElement } from "./xml-document.ts";
import { tryJson } from "./json.ts";
import { readScalar, takesText } from "./scalar.ts";
import type { XmlMember, XmlPlan } from "./xml-plan.ts";

/** Namespace prefixes are the writer's own choice: names are compared without them. */
export function localName(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

/** The value that an element stands for. What its plan does not foresee is kept, so that the schema can refuse it. */
export function readElement(element: XmlElement, plan: XmlPlan): unknown {
  const attributes = attributesOf(element);
  if (attributes === nil) return null;
  if (plan.types.has("array")) return readWrapped(element, plan);
  const isOpen = plan.types.size === 0 && plan.members.length === 0;
  const isLeaf = element.children.length === 0 && (attributes.length === 0 || !plan.types.has("object"));
  if (isLeaf && (isOpen ? attributes.length === 0 : takesText(plan.types))) {
    return readScalar(element.text, plan.types);
  }
  return readObject(element, attributes, plan);
}

type Attributes = readonly (readonly [name: string, value: string])[];

const nil: Attributes = [];
const none: Attributes = [];

/** Without those that are XML's own; `nil` where one of them says that the element is no value (XML Schema, 2.6.2). */
function attributesOf({ attributes }: XmlElement): Attributes {
  if (attributes.size === 0) return none;
  const own: [string, string][] = [];
  for (const [name, value] of attributes) {
    if (/^[^:]+:nil$/.test(name) && (value === "true" || value === "1")) return nil;
    if (!/^(?:xmlns$|xmlns:|xsi:)/.test(name)) own.push([name, value]);
  }
  return own;
}

/** A list inside an element of its own; anything else in there makes it no list. */
function readWrapped(element: XmlElement, { items, xml }: XmlPlan): unknown {
  const { children, text } = element;
  const names = new Set([items.xml.name, xml.name].map((name) => name && encodeName(name)));
  names.add(localName(element.name));
  const isList = children.every(({ name }) => items.xml.name === undefined || names.has(localName(name)));
  if (isList && (children.length > 0 || text.trim() === "")) {
    return children.map((child) => readElement(child, items));
  }
  return children.length === 0 ? text : readObject(element, none, { ...items.rest, members: [] });
}

function readObject(element: XmlElement, attributes: Attributes, plan: XmlPlan): Record<string, unknown> {
  const { byAttribute, byElement, declared, traceless } = indexOf(plan);
  const value = new Map<string, unknown>();

  /** Undefined for one that has the name of a property, but is an element for an attribute or the reverse. */
  function target(name: string, members: Index["byElement"]): Target | undefined {
    const member = members.get(name) ?? members.get(localName(name));
    if (member) return member;
    const property = decodeName(localName(name));
    return declared.has(property) ? undefined : { property, plan: plan.rest };
  }

  for (const [name, text] of attributes) {
    const found = target(name, byAttribute);
    if (found) value.set(found.property, readAttribute(text, found.plan));
  }
  const groups = new Map<string, { plan: XmlPlan; elements: XmlElement[] }>();
  for (const child of element.children) {
    const found = target(child.name, byElement);
    const group = found && groups.get(found.property);
    if (group) group.elements.push(child);
    else if (found) groups.set(found.property, { plan: found.plan, elements: [child] });
  }
  for (const [property, group] of groups) value.set(property, readMember(group.elements, group.plan));
  readContent(element, plan, value);
  for (const property of traceless) if (!value.has(property)) value.set(property, []);
  return Object.fromEntries(value);
}

type Target = Pick<XmlMember, "property" | "plan">;

function readMember(elements: readonly XmlElement[], plan: XmlPlan): unknown {
  const [only, ...others] = elements;
  const isOne = only !== undefined && others.length === 0;
  const { types, items, xml } = plan;
  if (types.has("array") && !xml.wrapped) {
    const isNull = isOne && types.has("null") && !items.types.has("null") && attributesOf(only) === nil;
    return isNull ? null : elements.map((element) => readElement(element, items));
  }
  return isOne ? readElement(only, plan) : elements.map((element) => readElement(element, plan));
}

/** Character data of an element that is an object: of its text node, or of the only property that could be meant. */
function readContent(
  { text, children }: XmlElement,
  { members }: XmlPlan,
  value: Map<string, unknown>,
): void {
  const node = members.find(({ plan }) => plan.xml.place === "text" || plan.xml.place === "cdata");
  const [only, ...others] = members.filter(({ plan }) => plan.xml.place !== "attribute");
  const member = node ?? (children.length === 0 && others.length === 0 ? only : undefined);
  if (text.trim() === "" && !(node && node.plan.types.has("string"))) return;
  value.set(member?.property ?? "#text", member ? readScalar(text, member.plan.types) : text);
}

/** A list in an attribute is separated by white space (XML Schema, part 2, section 2.5.1.2). */
function readAttribute(text: string, { types, items }: XmlPlan): unknown {
  if (types.has("object")) return tryJson(text);
  if (!types.has("array")) return readScalar(text, types);
  return text
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => readScalar(part, items.types));
}

interface Index {
  readonly byAttribute: ReadonlyMap<string, XmlMember>;
  readonly byElement: ReadonlyMap<string, XmlMember>;
  readonly declared: ReadonlySet<string>;
  /** Lists that must be there, and of which nothing is seen when they have no items. */
  readonly traceless: readonly string[];
}

const indices = new WeakMap<XmlPlan, Index>();

function indexOf(plan: XmlPlan): Index {
  const known = indices.get(plan);
  if (known) return known;
  const byAttribute = new Map<string, XmlMember>();
  const byElement = new Map<string, XmlMember>();
  for (const member of plan.members) {
    const { place, prefix } = member.plan.xml;
    const names = place === "attribute" ? byAttribute : byElement;
    for (const name of [prefix && `${prefix}:${member.name}`, member.name, member.alias]) {
      if (name !== "" && !names.has(name)) names.set(name, member);
    }
  }
  const declared = new Set(plan.members.map(({ property }) => property));
  const traceless = plan.members
    .filter(({ isRequired, plan: { types, xml } }) => isRequired && types.has("array") && !xml.wrapped)
    .filter(({ plan: { xml } }) => xml.place === "element")
    .map(({ property }) => property);
  const made = { byAttribute, byElement, declared, traceless };
  indices.set(plan, made);
  return made;
}
