import { isObject } from "../schema/pointer.ts";
import { conjuncts, itemsOf, typesOf } from "../schema/properties.ts";
import type { Schema, SchemaObject, Schemas } from "../schema/schema.ts";
import { encodeName } from "./xml-characters.ts";

/** The XML Object of a schema (OpenAPI 3.1); 3.2's `nodeType` is read as `place` and `wrapped`. */
export interface XmlObject {
  readonly name: string | undefined;
  readonly prefix: string;
  readonly namespace: string;
  readonly place: "element" | "attribute" | "text" | "cdata";
  readonly wrapped: boolean;
  /** Said by a part of the schema (`allOf`), not by itself. */
  readonly isInherited: boolean;
}

/** How values of one schema are written as XML. Parts are worked out when first asked for: schemas may be recursive. */
export interface XmlPlan {
  readonly xml: XmlObject;
  readonly types: ReadonlySet<string>;
  /** The name of the component the schema is, for a root element that has no other. */
  readonly component: string | undefined;
  readonly members: readonly XmlMember[];
  /** Of a property that is not declared. */
  readonly rest: XmlPlan;
  readonly items: XmlPlan;
}

/** A declared property of an object. */
export interface XmlMember {
  readonly property: string;
  /** Of its element or attribute, without a prefix; of the wrapper, where a list has one. */
  readonly name: string;
  /** Also understood: the property's own name, where `name` is that of a component the property refers to. */
  readonly alias: string;
  readonly isRequired: boolean;
  readonly plan: XmlPlan;
}

/** Works out plans, each once. */
export function createXmlPlans(schemas: Schemas): (schema: Schema) => XmlPlan {
  const known = new WeakMap<object, XmlPlan>();

  function planOf(schema: Schema): XmlPlan {
    const resolved = schemas.resolve(schema);
    if (typeof resolved !== "object") return anything;
    let plan = known.get(resolved);
    if (!plan) known.set(resolved, (plan = createPlan(resolved)));
    return plan;
  }

  function createPlan(schema: SchemaObject): XmlPlan {
    let members: readonly XmlMember[] | undefined;
    let items: XmlPlan | undefined;
    let rest: XmlPlan | undefined;
    return {
      xml: xmlObjectOf(schema, schemas),
      types: typesOf(schema, schemas),
      component: /\/(?:schemas|definitions)\/([^/]+)$/.exec(schemas.fragment(schema))?.[1],
      get members() {
        return (members ??= membersOf(schema));
      },
      get items() {
        return (items ??= planOf(itemsOf(schema, schemas)));
      },
      get rest() {
        return (rest ??= planOf(schema.additionalProperties ?? true));
      },
    };
  }

  function membersOf(schema: SchemaObject): XmlMember[] {
    const required = new Set(conjuncts(schema, schemas).flatMap((part) => part.required ?? []));
    const taken = new Set<string>();
    return [...propertiesOf(schema, schemas)].map(([property, found]) => {
      const [only = true, ...others] = found;
      const plan = others.length === 0 ? planOf(only) : createPlan({ anyOf: found });
      const { xml, component } = plan.types.has("array") && !plan.xml.wrapped ? plan.items : plan;
      const own = encodeName(property);
      const stated = xml.name === undefined ? own : encodeName(xml.name);
      // Two addresses, both of one component that says `xml.name: address`, have names that tell them apart.
      const name = taken.has(`${xml.prefix}:${stated}`) ? own : stated;
      taken.add(`${xml.prefix}:${name}`);
      const alias = component !== undefined || xml.isInherited ? own : name;
      return { property, name, alias, isRequired: required.has(property), plan };
    });
  }

  return planOf;
}

const plain: XmlObject = {
  name: undefined,
  prefix: "",
  namespace: "",
  place: "element",
  wrapped: false,
  isInherited: false,
};

/** What nothing is known of. */
const anything: XmlPlan = {
  xml: plain,
  types: new Set(),
  component: undefined,
  members: [],
  get rest() {
    return anything;
  },
  get items() {
    return anything;
  },
};

/** Every property that some part of a composition declares, with all that is said of it. */
function propertiesOf(schema: Schema, schemas: Schemas): ReadonlyMap<string, readonly Schema[]> {
  const found = new Map<string, Schema[]>();
  const open: Schema[] = [schema];
  const seen = new Set<Schema>();
  for (let part = open.shift(); part !== undefined && seen.size < 200; part = open.shift()) {
    const resolved = schemas.resolve(part);
    if (typeof resolved !== "object" || seen.has(resolved)) continue;
    seen.add(resolved);
    for (const [name, property] of Object.entries(resolved.properties ?? {})) {
      const known = found.get(name);
      if (known) known.push(property);
      else found.set(name, [property]);
    }
    open.push(...(resolved.allOf ?? []), ...(resolved.anyOf ?? []), ...(resolved.oneOf ?? []));
  }
  return found;
}

function xmlObjectOf(schema: SchemaObject, schemas: Schemas): XmlObject {
  const own = conjuncts(schema, schemas).find(({ xml }) => isObject(xml))?.["xml"];
  if (!isObject(own)) return plain;
  const text = (name: string) => (typeof own[name] === "string" ? own[name] : "");
  const [local = "", prefix = text("prefix")] = text("name").split(":").reverse();
  return {
    name: local || undefined,
    prefix: prefix && encodeName(prefix),
    namespace: text("namespace"),
    place: placeOf(own),
    wrapped: own["wrapped"] === true || own["nodeType"] === "element",
    isInherited: own !== schema["xml"],
  };
}

function placeOf({ nodeType, attribute }: Readonly<Record<string, unknown>>): XmlObject["place"] {
  if (attribute === true || nodeType === "attribute") return "attribute";
  return nodeType === "text" || nodeType === "cdata" ? nodeType : "element";
}
