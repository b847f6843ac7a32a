import { below, mix } from "../hash.ts";
import type { Scene } from "../scene.ts";
import type { Meaning } from "./meaning.ts";
import { localeOf } from "./translations.ts";

const street = (scene: Scene): string => {
  const { houseNumber, street: name } = scene.place;
  if (!scene.world.habits.numberLast) return `${houseNumber} ${name}`;
  // Where blocks are numbered, a street is all numbers already.
  return /\d/.test(name) ? name : `${name} ${houseNumber}`;
};
const localeName = /\b(lang|locale|language tag|culture|lang code)$/;
/** Fields of a place; all of one object lie in the same city. */
// prettier-ignore
export const places: readonly Meaning[] = [
  { name: /\b(ip|ip address|remote addr|ipv 4|client ip|last ip)$/, formats: ["ipv4"], text: (_, seed) => `${["192.0.2", "198.51.100", "203.0.113"][below(seed, 3)] ?? "192.0.2"}.${1 + below(mix(seed, 1), 254)}` },
  { name: /\b(lat|latitude|geo lat)$/, facet: "latitude", number: (scene) => scene.place.latitude, text: (scene) => `${scene.place.latitude}` },
  { name: /\b(lng|lon|long|longitude|geo (lng|lon))$/, facet: "longitude", number: (scene) => scene.place.longitude, text: (scene) => `${scene.place.longitude}` },
  { name: /\b(coordinates?|geo ?point|lat ?lng|position)$/, of: /\b(place|venue|geo|location|geometry)\b/, text: (scene) => `${scene.place.latitude},${scene.place.longitude}`, number: (scene) => (scene.index === 0 ? scene.parent?.place.longitude : scene.parent?.place.latitude) ?? 0 },
  { name: /\b(city|town|locality|municipality|ville|ort|stadt|ciudad)( name)?$/, facet: "city", text: (scene) => scene.place.city },
  { name: /\bcountry( iso)? ?(code|iso|alpha 2|id|key)( 2)?$|\bcountry iso$/, facet: "countryCode", text: (scene) => scene.place.code },
  { name: /\b(country|pays|land|pais)( name)?$/, facet: "country", text: (scene) => scene.place.country, brief: (scene) => scene.place.code },
  { name: /\b(post ?code|postal ?code|zip|zip ?code|plz|cp|code postal|postal)$/, facet: "postcode", text: (scene) => scene.place.postcode, number: (scene) => Number(scene.place.postcode.replace(/\D/g, "").slice(0, 5)) },
  { name: /\b(street|address|addr|line|address line)( name| line)? ?[2-9]$|\b(apartment|suite|unit|secondary address|address complement|addition)( number)?$/, text: (scene, seed) => scene.world.pools.secondary(seed) },
  { name: /\b(house|street|building) (number|no|nr)$/, text: (scene) => `${scene.place.houseNumber}`, number: (scene) => scene.place.houseNumber },
  { name: /\bstreet name$/, facet: "street", text: (scene) => scene.place.street },
  { name: /\b(street|strasse|rue|calle|street address|address line|line|address) ?1?$/, of: /\bplace\b/, text: street },
  { name: /\b(street|street address|street 1|address line|address line 1|line 1|address 1|rue|strasse)$/, text: street },
  { name: /\b(full|formatted|complete|postal|mailing|shipping|billing|delivery|home)? ?address( text)?$/, text: (scene) => `${street(scene)}, ${scene.place.postcode} ${scene.place.city}, ${scene.place.country}`.replace("  ", " "), brief: street },
  { name: /\b(region|state|province|county|department|bundesland)( name)?$/, of: /\b(place|person|venue|company)\b/, facet: "region", text: (scene) => scene.place.region },
  { name: /\b(region|province|bundesland|state (code|name))$/, facet: "region", text: (scene) => scene.place.region },
  { name: /\b(time ?zone|tz|timezone name)$/, facet: "timezone", text: (scene) => scene.place.timezone },
  { name: localeName, facet: "locale", text: localeOf, brief: (scene) => localeOf(scene).slice(0, 2) },
  { name: /\b(languages?|language code|iso language|sprache|langue|idioma)$/, text: (scene) => localeOf(scene).slice(0, 2) },
  { name: /\bcurrency( code| iso)?$|\bdevise$/, facet: "currency", text: (scene) => scene.place.currency },
  { name: /\b(calling|dial|phone) (code|prefix)$/, text: (scene) => scene.place.phone.split(" ")[0] ?? "+1" },
  { name: /\b(altitude|elevation)$/, number: (_, seed) => below(seed, 900) },
  { name: /\bairport( name)?$/, text: (scene, seed) => scene.world.pools.airport(seed) },
];
