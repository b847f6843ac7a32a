import { isObject } from "../schema/pointer.ts";
import { writeScalar } from "./scalar.ts";
import { encodeName, escapeAttribute, escapeText } from "./xml-characters.ts";
import type { XmlMember, XmlObject, XmlPlan } from "./xml-plan.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

/** The name of a root element: what the schema says, else the component it is. */
export function rootName({ xml, component }: XmlPlan): string {
  return encodeName(xml.name ?? component ?? "root");
}

/** A value as an XML document, by its plan. */
export function writeXml(value: unknown, plan: XmlPlan): string {
  const root = { name: rootName(plan), plan, scope: noScope, item: plan.items.component };
  return declaration + writeElement(value, root);
}

/** Prefixes that mean something here, "" for the default namespace. */
type Scope = Readonly<Record<string, string>>;

const noScope: Scope = { xml: "http://www.w3.org/XML/1998/namespace" };

interface Place {
  readonly name: string;
  readonly plan: XmlPlan;
  readonly scope: Scope;
  /** What the items of a list are called where nothing says so; else they are called as the list is (OpenAPI 3.1). */
  readonly item?: string | undefined;
}

function writeElement(value: unknown, { name, plan, scope, item }: Place): string {
  const { xml } = plan;
  const tag = qualified(name, xml);
  const needed = namespacesOf(xml);
  if (value === null || value === undefined) {
    const { text } = declare({ ...needed, xsi: schemaInstance }, scope);
    return `<${tag}${text} xsi:nil="true"/>`;
  }
  const attributes = isObject(value) ? presentMembers(value, plan, "attribute") : [];
  for (const { member } of attributes) Object.assign(needed, namespacesOf(member.plan.xml));
  const { text, scope: inner } = declare(needed, scope);
  // A name can stand only once in a tag, whatever the document calls its attributes.
  const written = new Map(
    attributes.map(({ member, value: own }) => [
      qualified(member.name, member.plan.xml),
      escapeAttribute(attributeText(own)),
    ]),
  );
  const start = `<${tag}${text}${[...written].map(([own, said]) => ` ${own}="${said}"`).join("")}`;
  const content = writeContent(value, { name, plan, scope: inner, item });
  return content === "" ? `${start}/>` : `${start}>${content}</${tag}>`;
}

function writeContent(value: unknown, { name, plan, scope, item }: Place): string {
  if (Array.isArray(value)) {
    const { items } = plan;
    const said = items.xml.name ?? item;
    const place = { name: said === undefined ? name : encodeName(said), plan: items, scope };
    return value.map((one) => writeElement(one, place)).join("");
  }
  if (!isObject(value)) return escapeText(writeScalar(value));
  const declared = presentMembers(value, plan, "element").map(({ member, value: own }) =>
    writeMember(own, { name: member.name, plan: member.plan, scope }),
  );
  const known = new Set(plan.members.map(({ property }) => property));
  const rest = Object.entries(value)
    .filter(([property, own]) => !known.has(property) && own !== undefined)
    .map(([property, own]) =>
      property === "#text"
        ? escapeText(writeScalar(own))
        : writeMember(own, { name: encodeName(property), plan: plan.rest, scope }),
    );
  return textOf(value, plan) + declared.join("") + rest.join("");
}

/** A list without a wrapper is its items, each under the name of the property. */
function writeMember(value: unknown, { name, plan, scope }: Place): string {
  if (!Array.isArray(value) || plan.xml.wrapped) return writeElement(value, { name, plan, scope });
  return value.map((one) => writeElement(one, { name, plan: plan.items, scope })).join("");
}

function textOf(value: Readonly<Record<string, unknown>>, plan: XmlPlan): string {
  const characters = presentMembers(value, plan, "text").map((one) => escapeText(writeScalar(one.value)));
  const sections = presentMembers(value, plan, "cdata").map((one) => cdata(writeScalar(one.value)));
  return [...characters, ...sections].join("");
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

interface PresentMember {
  readonly member: XmlMember;
  readonly value: unknown;
}

function presentMembers(
  value: Readonly<Record<string, unknown>>,
  plan: XmlPlan,
  place: XmlObject["place"],
): PresentMember[] {
  return plan.members.flatMap((member) => {
    if (member.plan.xml.place !== place || !Object.hasOwn(value, member.property)) return [];
    const own = value[member.property];
    // An attribute has no way to be null but to be absent.
    return own === undefined || (own === null && place !== "element") ? [] : [{ member, value: own }];
  });
}

function attributeText(value: unknown): string {
  return Array.isArray(value) ? value.map(writeScalar).join(" ") : writeScalar(value);
}

function qualified(name: string, { prefix }: XmlObject): string {
  return prefix === "" ? name : `${prefix}:${name}`;
}

/** A prefix that the document gives no namespace for must mean something all the same: XML readers insist. */
function namespacesOf({ prefix, namespace, place }: XmlObject): Record<string, string> {
  if (prefix === "xml") return {};
  if (prefix !== "") return { [prefix]: namespace || `urn:${prefix}` };
  return namespace !== "" && place === "element" ? { "": namespace } : {};
}

/** The declarations that an element needs of its own, and what holds inside it. */
function declare(needed: Scope, scope: Scope): { readonly text: string; readonly scope: Scope } {
  const news = Object.entries(needed).filter(([prefix, namespace]) => scope[prefix] !== namespace);
  if (news.length === 0) return { text: "", scope };
  const text = news.map(
    ([prefix, namespace]) => ` xmlns${prefix && `:${prefix}`}="${escapeAttribute(namespace)}"`,
  );
  return { text: text.join(""), scope: { ...scope, ...Object.fromEntries(news) } };
}
