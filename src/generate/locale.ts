import type { Faker } from "@faker-js/faker";
import { InputError } from "../problem/input-error.ts";
import { listed, nearestNames } from "../problem/nearest.ts";
import { citiesIn } from "./rows/local-cities.ts";
import type { City } from "./rows/cities.ts";
import { loadInTurn } from "../load-in-turn.ts";

/** How people write names and addresses where a language is spoken. */
export interface Habits {
  /** The cities things are in where nothing says otherwise. */
  readonly cities: readonly City[];
  /** `山本 紀子`, not `紀子 山本`. */
  readonly familyFirst: boolean;
  /** Between the names of a person. */
  readonly space: string;
  /** `Lindenstraße 12`, not `12 Lindenstraße`. */
  readonly numberLast: boolean;
}

/** A language that values are wanted in. */
export interface Locale {
  readonly faker: Faker;
  readonly habits: Habits;
}

const numberFirst = /^(en|fr|cy|hy|th|ur|vi|yo|zu)$/;
const familyFirst = /^(ja|zh|ko|hu|vi)$/;
const unspaced = /^(zh|ko)$/;

/**
 * Loads one of faker's locales: `de`, `pt_BR`; `pt-br` and `de_DE` say the same. Throws InputError for one that faker
 * has not, naming the nearest.
 */
export async function openLocale(given: string, english: Faker): Promise<Locale> {
  const name = canonical(given);
  const own = (await load(name)) ?? (await load(withoutUsualRegion(name)));
  if (own === undefined) throw await unknown(given);
  const language = name.split("_")[0] ?? name;
  // Some countries have cities of their own in faker, and nobody but English people living in them.
  const isEmpty = own.definitions.person.first_name === english.definitions.person.first_name;
  const faker = isEmpty && language !== "en" ? ((await load(language)) ?? own) : own;
  const cities = citiesIn(name);
  const habits = {
    cities,
    familyFirst: familyFirst.test(language),
    space: unspaced.test(language) ? "" : " ",
    numberLast: !numberFirst.test(language),
  };
  return { faker, habits };
}

/** `pt-br` → `pt_BR`. */
function canonical(given: string): string {
  const [language = "", ...rest] = given.split(/[-_]/);
  const parts = rest.map((part) => (part.length === 2 ? part.toUpperCase() : part));
  return [language.toLowerCase(), ...parts].join("_");
}

/** `de_DE` → `de`: faker names the country where a language is at home by the language alone. */
function withoutUsualRegion(name: string): string {
  const [language = "", region] = name.split("_");
  return region === regionOf(language) ? language : name;
}

/** The country of a locale, ISO 3166-1 alpha-2: where the language is at home, unless the locale says. */
function regionOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().region;
  } catch {
    return undefined;
  }
}

async function load(name: string): Promise<Faker | undefined> {
  // It becomes part of the name of a module.
  if (name === "base" || !/^[a-z]{2,3}(_[A-Za-z]{2,8}){0,2}$/.test(name)) return undefined;
  try {
    const module = (await loadInTurn(() => import(`@faker-js/faker/locale/${name}`))) as { faker: Faker };
    return module.faker;
  } catch {
    return undefined;
  }
}

async function unknown(given: string): Promise<InputError> {
  const { allFakers } = await loadInTurn(() => import("@faker-js/faker"));
  const names = Object.keys(allFakers).filter((name) => name !== "base");
  const [nearest] = nearestNames(canonical(given), names);
  const language = canonical(given).split("_")[0] ?? "";
  const related = names.filter((name) => name.split("_")[0] === language);
  const meant = related[0] ?? nearest;
  return new InputError(`faker has no locale ${JSON.stringify(given.slice(0, 40))}`, {
    place: "locale",
    help:
      meant === undefined
        ? `Use one of ${listed(names, names.length)}.`
        : `Did you mean ${listed(related.length > 0 ? related : [meant])}?`,
  });
}
