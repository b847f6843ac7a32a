import { mix, pick } from "../hash.ts";
import { fillShape } from "../rows/shapes.ts";
import type { Scene } from "../scene.ts";
import type { Meaning } from "./meaning.ts";

const written = ({ world }: Scene, first: string, last: string): string => {
  const { familyFirst, space } = world.habits;
  return familyFirst ? `${last}${space}${first}` : `${first} ${last}`;
};
const fullName = (scene: Scene): string => written(scene, scene.person.firstName, scene.person.lastName);
/** Somebody else than the row's own person. */
const somebody = (scene: Scene, seed: number): string => {
  const first = scene.world.pools.firstName(seed);
  return written(scene, first.text, scene.world.pools.lastName(mix(seed, 1), first.gender).text);
};
const phone = (scene: Scene, seed: number): string => fillShape(scene.place.phone, seed);
const address = ["email", "idn-email"] as const;
const picture = ["uri", "url", "uri-reference", "iri", "iri-reference"] as const;

/** Fields of a person; all of one object speak of the same one. */
// prettier-ignore
export const people: readonly Meaning[] = [
  { name: /\b(first ?name|fname|given ?name|forename|prenom|vorname|nombre de pila)$/, facet: "firstName", text: (scene) => scene.person.firstName },
  { name: /\b(middle ?name|second name)$/, text: (scene, seed) => scene.world.pools.firstName(seed).text },
  { name: /\b(middle )?initials?$/, text: (scene) => scene.person.firstName.charAt(0) + scene.person.lastName.charAt(0) },
  { name: /\b(last ?name|lname|sur ?name|family ?name|nom de famille|nachname|apellidos?)$/, facet: "lastName", text: (scene) => scene.person.lastName },
  { name: /\b(maiden name|birth name)$/, rare: true, text: (scene, seed) => scene.world.pools.lastName(seed).text },
  { name: /\b(full ?name|display ?name|real ?name|legal name|person name|holder name|card ?holder)$/, facet: "fullName", text: fullName },
  { name: /^(name|nom|label|title)$/, of: /^person\b/, facet: "fullName", text: fullName },
  { name: /\b(customer|client|author|owner|patient|doctor|contact|sender|recipient|employee|member|guest|driver|player|student|teacher|manager|supervisor|creator|assignee|beneficiary) name$/, text: somebody },
  { name: /\b(user ?name|login|nick ?name|screen name|handle|pseudo|account name)$/, facet: "username", text: (scene) => scene.person.username },
  { name: /\b(fb|facebook|twitter|x|instagram|insta|linked ?in|you ?tube|tik ?tok|github|gitlab|discord|telegram|snapchat|pinterest|mastodon|threads|skype|slack|social) ?(account|handle|user|user ?name|profile|name)$/, text: (scene) => scene.person.username },
  { name: /\b(tmp|temp|temporary|alternate|alternative|alt|secondary|second|backup|recovery|old|previous|new|pending|other|billing|work) e ?mail( address)?$|\be ?mail( address)? (tmp|temp|alternate|alt|secondary|backup|recovery|old|new|pending|[2-9])$/, formats: address, text: (scene) => `${scene.person.username}@${scene.person.otherDomain}` },
  { name: /\b(e ?mail|mail|courriel)( address| id| 1)?$/, facet: "email", of: /^(?!(company|venue)\b)/, formats: address, text: (scene) => scene.person.email },
  { name: /\b(e ?mail|mail)( address| 1)?$/, facet: "email", formats: address, text: (scene) => `contact@${scene.company.domain}` },
  { name: /\b(gender|sex|geschlecht)$/, facet: "gender", text: (scene) => scene.person.gender, brief: (scene) => scene.person.gender.charAt(0) },
  { name: /\b(salutation|civility|honorific|name prefix|courtesy title)$/, text: (scene) => (scene.person.gender.startsWith("f") ? "Ms" : "Mr") },
  { name: /\b(pronouns?)$/, text: (scene) => (scene.person.gender.startsWith("f") ? "she/her" : "he/him") },
  { name: /\b(dob|birth ?(date|day)?|date of birth|born( on| at)?|geburtsdatum)$/, facet: "birth", dateOnly: true, instant: (scene) => scene.person.birth },
  { name: /\b(birth year|year of birth)$/, number: (scene) => new Date(scene.person.birth).getUTCFullYear() },
  { name: /\bage$/, number: (scene) => Math.floor((scene.world.now - scene.person.birth) / 31_557_600_000) },
  { name: /\b(phone|mobile|tele ?phone|tel|cell ?phone|fax|whats ?app|msisdn|gsm|portable)( number| no| nr)?( \d)?$/, text: phone, brief: (scene, seed) => phone(scene, seed).replaceAll(" ", "") },
  { name: /\b(avatar|portrait|gravatar|photo|picture|image|thumbnail|headshot)s?( url| uri| src| link| path)?( \w+)?$/, of: /^person\b/, formats: picture, text: (scene) => `https://images.example.com/people/${scene.person.username}.jpg` },
  { name: /\bavatar( url| uri| src| link)?$/, formats: picture, text: (scene) => `https://images.example.com/people/${scene.person.username}.jpg` },
  { name: /\b(profile|homepage|personal page|html)( url| link| page)$/, of: /^person\b/, formats: picture, text: (scene) => `https://www.example.com/people/${scene.person.username}` },
  { name: /\b(nationality)$/, text: (scene) => scene.place.country, brief: (scene) => scene.place.code },
  { name: /\b(marital status|civil status)$/, text: (_, seed) => pick(["single", "married", "divorced", "partnership"], seed) },
  { name: /\b(blood type|blood group)$/, text: (_, seed) => pick(["A+", "O+", "B+", "AB+", "A-", "O-"], seed) },
  { name: /^(created|updated|modified|deleted|assigned|approved|reviewed|submitted|published|closed|opened|uploaded|supervised|invited) by$|\b(supervisor|manager|reporter|assignee|reviewer|owner|author|creator|sender|recipient|responsible|referrer|recruiter|attendee|participant|member|friend|guest|doctor|physician|nurse|teacher|driver)( identity)?$/, text: somebody },
];
