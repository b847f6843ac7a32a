import type { Faker } from "@faker-js/faker";
import { below, hashText } from "./hash.ts";
import { latin } from "./latin.ts";

/** A value of a pool, chosen by a 32-bit integer. */
export type Pool<T = string> = (seed: number) => T;

export interface Name {
  readonly text: string;
  /** In lower-case ASCII letters, for addresses and user names. */
  readonly plain: string;
}

export interface FirstName extends Name {
  readonly gender: Gender;
}

type Gender = "female" | "male";

/** What people are called, in faker's locale. */
export interface Names {
  readonly firstName: Pool<FirstName>;
  /** Where families have a name for women and one for men, the one that fits. */
  readonly lastName: (seed: number, gender?: Gender) => Name;
  /** Of a first name faker knows. */
  genderOf(firstName: string): Gender | undefined;
}

interface NameTools {
  readonly faker: Faker;
  readonly filled: <T>(name: string, fill: () => readonly T[]) => Pool<T>;
  /** For names in scripts that have no Latin letters: people choose a word then. */
  readonly word: Pool;
}

/** Pools of names, straight from faker's lists: drawing until enough of them differ takes ten times as long. */
export function createNames({ faker, filled, word }: NameTools): Names {
  const { first_name: first, last_name: last } = faker.definitions.person;
  const plainOf = (text: string): string => latin(text) || word(hashText(text));
  const names = (list: readonly string[] = [], count = 320): readonly Name[] =>
    faker.helpers.arrayElements(list, count).map((text) => ({ text, plain: plainOf(text) }));
  const gendered = (gender: Gender): readonly FirstName[] =>
    names(first[gender]).map(({ text, plain }) => ({ text, plain, gender }));
  const unknown = (): readonly FirstName[] =>
    names(first.generic, 640).map(({ text, plain }) => ({ text, plain, gender: guess(text) }));
  const isGendered = (first.female ?? []).length > 0 && (first.male ?? []).length > 0;
  const generic = filled("last name", () => names(last.generic, 400));
  const families = {
    female: filled("last name of women", () => names(last.female ?? last.male, 400)),
    male: filled("last name of men", () => names(last.male ?? last.female, 400)),
  };
  const hasOne = (last.generic ?? []).length > 0 && last.female === undefined;
  let genders: ReadonlyMap<string, Gender> | undefined;
  return {
    firstName: filled("first name", () =>
      isGendered ? [...gendered("female"), ...gendered("male")] : unknown(),
    ),
    lastName: (seed, gender = "female") => (hasOne ? generic : families[gender])(seed),
    genderOf: (firstName) => (genders ??= gendersOf(first)).get(firstName.toLowerCase()),
  };
}

/** A name nobody knows has no gender here; the same name always gets the same one. */
export function guess(firstName: string): Gender {
  return below(hashText(firstName), 2) === 0 ? "female" : "male";
}

function gendersOf(names: {
  readonly female?: readonly string[];
  readonly male?: readonly string[];
}): ReadonlyMap<string, Gender> {
  return new Map(
    (["female", "male"] as const).flatMap((gender) =>
      (names[gender] ?? []).map((name) => [name.toLowerCase(), gender] as const),
    ),
  );
}
