import { below, mix } from "../hash.ts";
import { plain } from "../pools.ts";
import { cents } from "../rows/money.ts";
import type { Scene } from "../scene.ts";
import { one, type Choices, type From, type Meaning } from "./meaning.ts";

const money = (value: From<number>): Pick<Meaning, "text" | "number"> => {
  return { number: value, text: (scene, seed) => value(scene, seed).toFixed(2) };
};
const small = (scene: Scene, seed: number): number =>
  cents(scene.product.price * (0.1 + below(seed, 90) / 100));
const link = ["uri", "url", "uri-reference", "iri", "iri-reference"] as const;
const groups: Choices = [
  "Platform",
  "Growth",
  "Northern Lights",
  "Field Notes",
  "Blue Harbor",
  "Compass",
  "Weekend Crew",
  "Lighthouse",
];

/** Companies, goods, prices and what they are sorted by. */
// prettier-ignore
export const business: readonly Meaning[] = [
  { name: /\b(company|organi[sz]ation|employer|business|vendor|supplier|merchant|manufacturer|publisher|agency|brand|carrier|bank|insurer|tenant|maker|insurance|shop|store)( name)?$/, facet: "company", text: (scene) => scene.company.name },
  { name: /^(name|label|title|legal name|trade name)$/, of: /^company\b/, facet: "company", text: (scene) => scene.company.name },
  { name: /^(name|label|title)$/, of: /^venue\b/, text: (scene) => `${scene.person.lastName} & ${scene.world.pools.lastName(mix(scene.seed, 77)).text}` },
  { name: /^(name|label|title)$/, of: /^place\b/, text: (scene) => scene.place.city },
  { name: /\b(domain|host ?name|host)( name)?$/, formats: ["hostname", "idn-hostname"], text: (scene) => scene.company.domain },
  { name: /\b(vat|vat number|tax id|siret|siren|ein|registration number|company number)$/, text: (scene, seed) => `${scene.place.code}${100_000_000 + below(seed, 899_999_999)}` },
  { name: /\biban$/, text: (scene, seed) => scene.world.pools.iban(seed) },
  { name: /\b(bic|swift)( code)?$/, text: (scene, seed) => scene.world.pools.bic(seed) },
  { name: /\b(credit )?card( number)?$|\bpan$/, text: (scene, seed) => scene.world.pools.card(seed) },
  { name: /\b(last ?4|last four|card last)/, text: (_, seed) => `${1000 + below(seed, 9000)}`, number: (_, seed) => 1000 + below(seed, 9000) },
  { name: /\b(card|payment) ?(brand|network)$/, text: one(["visa", "mastercard", "amex"]) },
  { name: /\bpayment (method|type|mode)( types?)?$/, text: one(["card", "paypal", "bank_transfer", "invoice"]) },
  { name: /\bshipping (method|carrier|type)$/, text: one(["standard", "express", "pickup"]) },
  { name: /^(name|label|title|product name|item name|product|item)$/, of: /\bproduct\b/, facet: "product", text: (scene) => scene.product.name },
  { name: /\b(product|item|article)( name| title| label)?$/, facet: "product", text: (scene) => scene.product.name },
  { name: /\b(sku|reference|ref|article number|item number|product code|item code|part number|model( number)?)$/, of: /\bproduct\b/, text: (scene) => scene.product.sku },
  { name: /\bsku$/, text: (scene) => scene.product.sku },
  { name: /\b(ean|gtin|upc|barcode)( 13)?$/, text: (_, seed) => checked(`40${1_000_000_000 + below(seed, 899_999_999)}`) },
  { name: /\bisbn( 1[03])?$/, text: (scene, seed) => scene.world.pools.isbn(seed) },
  { name: /\bmaterial$/, text: (scene) => scene.product.material },
  { name: /\b(category|department|genre|topic|section)( name)?$|^(name|title|label)$/, of: /\bproduct\b/, text: (scene) => scene.product.category },
  { name: /\b(category|department|genre|topic)( name)?$|\bsector$|\bindustry$/, text: (scene, seed) => scene.world.pools.department(seed) },
  { name: /^(name|title|label)$/, of: /^category\b/, text: (scene, seed) => scene.world.pools.department(seed) },
  { name: /^(name|title|label)$/, of: /^animal\b/, text: (scene, seed) => scene.world.pools.petName(seed) },
  { name: /\b(breed)$/, text: (scene, seed) => scene.world.pools.breed(seed) },
  { name: /\b(species|animal)$/, text: one(["dog", "cat", "rabbit", "horse", "hamster"]) },
  { name: /\bvin$/, text: (scene, seed) => scene.world.pools.vin(seed) },
  { name: /\b(color|colour)( name)?$/, text: (scene, seed) => scene.world.pools.color(seed), brief: (_, seed) => `#${(seed >>> 8).toString(16).padStart(6, "0")}` },
  { name: /^(name|title|label)$/, of: /^team\b/, text: one(groups) },
  { name: /\b(team|group|workspace|project|repository|channel|campaign)( name)?$/, text: one(groups) },
  { name: /^(name|title|label)$/, of: /^plan\b/, text: one(["Free", "Basic", "Plus", "Pro", "Business"]) },
  { name: /\b(plan|tier|package|subscription|membership)( name| type)?$/, text: one(["free", "basic", "plus", "pro", "business"]) },
  { name: /\b(unit price|price each|price|cost|fare)( eur| usd| gbp)?$/, facet: "unitPrice", ...money((scene) => scene.money.unitPrice) },
  { name: /\b(price|amount|total|balance|fee|cost|revenue) (cents|minor)$|\b(cents)$/, number: (scene) => Math.round(scene.money.total * 100) },
  { name: /\b(quantity|qty)$/, facet: "quantity", number: (scene) => scene.money.quantity, text: (scene) => `${scene.money.quantity}` },
  { name: /\b(sub ?total|net|net (amount|total|price)|line total)$/, facet: "subtotal", ...money((scene) => scene.money.subtotal) },
  { name: /\b(tax|vat) (rate|percent|percentage)$/, number: (scene) => scene.money.taxRate, text: (scene) => `${scene.money.taxRate}` },
  { name: /\b(tax|vat|taxes)( amount| total)?$/, ...money((scene) => scene.money.tax) },
  { name: /^(line )?total$/, of: /\b(product|line|items?)\b/, ...money((scene) => scene.money.subtotal) },
  { name: /^total$/, of: /^purchase\b/, ...money((scene) => scene.money.total) },
  { name: /\b(grand total|total (price|amount|due|cost)|amount( due| paid)?|gross( amount)?|total paid|invoice total)$/, ...money((scene) => scene.money.total) },
  { name: /\b(fee|discount|deposit|tip|shipping|shipping (cost|price|fee)|commission|bonus|refund|reward|balance|credit|revenue|salary|income|budget|turnover|spent|earnings|wage|sum)( amount| total)?$/, ...money(small) },
  { name: /\b(web ?site|home ?page|web|site)( url| link)?$/, formats: link, text: (scene) => `https://www.${scene.company.domain}/` },
  { name: /\b(logo|icon|favicon)( url| uri| src| link)?$/, formats: link, text: (scene) => `https://images.example.com/logos/${plain(scene.company.name)}.svg` },
  { name: /\b(image|photo|picture|thumbnail|thumb|cover|banner|img|poster|media|preview)s?( urls?| uri| src| link| path)?( \w+)?$/, formats: link, text: (_, seed) => `https://images.example.com/photos/${(seed >>> 0).toString(36)}.jpg` },
  { name: /\b(video|audio|recording|stream)( url| link| src)?$/, formats: link, text: (_, seed) => `https://media.example.com/${(seed >>> 0).toString(36)}.mp4` },
];

/** Twelve digits with the check digit that makes them an EAN-13. */
function checked(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits.charAt(i)) * (i % 2 === 0 ? 1 : 3);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
