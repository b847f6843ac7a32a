import { below, fraction, mix, pick } from "../hash.ts";
import type { Pools } from "../pools.ts";
import { cities, type City } from "./cities.ts";
import { fillShape } from "./shapes.ts";
import { knownNumber, knownText, nothingKnown, type Known } from "./known.ts";

/** An address in a real city. */
export interface Place extends City {
  readonly street: string;
  /** 1 to 180. */
  readonly houseNumber: number;
  /** The city itself, as the table has it. */
  readonly home: City;
}

export interface PlaceSources {
  readonly pools: Pools;
  /** To choose from where nothing is known. */
  readonly cities: readonly City[];
  /** The city to stay in where nothing is known. */
  readonly home: City | undefined;
}

/** Draws a place around what is known of one. */
export function drawPlace(seed: number, { pools, home, cities: usual }: PlaceSources, known: Known): Place {
  const city = known === nothingKnown ? (home ?? pick(usual, seed)) : knownCity(seed, known, usual);
  return {
    city: city.city,
    region: city.region,
    country: city.country,
    code: city.code,
    phone: city.phone,
    currency: city.currency,
    timezone: city.timezone,
    locale: city.locale,
    // About four kilometres around the centre, as whole ten-thousandths of a degree.
    latitude: knownNumber(known, "latitude") ?? near(city.latitude, mix(seed, 1)),
    longitude: knownNumber(known, "longitude") ?? near(city.longitude, mix(seed, 2)),
    postcode: knownText(known, "postcode") ?? fillShape(city.postcode, mix(seed, 3)),
    street: knownText(known, "street") ?? pools.street(mix(seed, 4)),
    home: city,
    houseNumber: 1 + below(mix(seed, 5), 180),
  };
}

function near(degrees: number, seed: number): number {
  return Math.round(degrees * 10_000 + (fraction(seed) - 0.5) * 800) / 10_000;
}

type Test = (city: City) => boolean;
const certain = ["country", "countryCode", "region"] as const;
const likely = ["locale", "currency", "timezone"] as const;

/** The known city, else a city of what is known of its country; a city nobody has heard of keeps its name. */
function knownCity(seed: number, known: Known, usual: readonly City[]): City {
  const name = knownText(known, "city");
  const { there, best } = fittingCities(known);
  if (name === undefined && best.length === cities.length) return pick(usual, seed);
  const exact = name === undefined ? undefined : [...there, ...usual].find((city) => same(city.city, name));
  if (exact) return exact;
  const city = pick([best, there, cities].find((some) => some.length > 0) ?? cities, seed);
  const region = knownText(known, "region") ?? city.region;
  const country = there.length > 0 ? city.country : (knownText(known, "country") ?? city.country);
  if (name === undefined && region === city.region && country === city.country) return city;
  return { ...city, city: name ?? city.city, region, country };
}

interface Fitting {
  /** Cities where they must be. */
  readonly there: readonly City[];
  /** Those of them where they probably are. */
  readonly best: readonly City[];
}

const mostRemembered = 500;
const remembered = new Map<string, Fitting>();

/** Remembered, because most requests of a client know the same of a place: its language. */
function fittingCities(known: Known): Fitting {
  const key = [...certain, ...likely].map((facet) => knownText(known, facet) ?? "").join("\n");
  const found = remembered.get(key);
  if (found) return found;
  const inCountry = tests(known, certain);
  const fitting = tests(known, likely);
  const there = cities.filter((city) => inCountry.every((test) => test(city)));
  const made = { there, best: there.filter((city) => fitting.every((test) => test(city))) };
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, made);
  return made;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function tests(known: Known, facets: readonly (keyof Known)[]): readonly Test[] {
  return facets.flatMap((facet): Test[] => {
    const wanted = knownText(known, facet)?.replace("-", "_");
    if (wanted === undefined) return [];
    if (facet === "locale") return [(city) => city.locale.toLowerCase().startsWith(wanted.toLowerCase())];
    if (facet === "currency" || facet === "region") return [(city) => same(city[facet], wanted)];
    if (facet === "timezone") return [(city) => city.timezone === wanted];
    return [(city) => same(city.country, wanted) || same(city.code, wanted)];
  });
}
