import type { Faker } from "@faker-js/faker";
import { hashText, pick } from "./hash.ts";

/** A value of a pool, chosen by a 32-bit integer. */
export type Pool<T = string> = (seed: number) => T;

export interface Name {
  readonly text: string;
  /** In lower-case ASCII letters, for addresses and user names. */
  readonly plain: string;
}

export interface FirstName extends Name {
  readonly gender: "female" | "male";
}

/** What faker filled, once; a pool is filled when it is first drawn from, whatever was drawn before. */
export interface Pools {
  readonly firstName: Pool<FirstName>;
  readonly lastName: Pool<Name>;
  /** Of a first name faker knows. */
  genderOf(firstName: string): FirstName["gender"] | undefined;
  readonly street: Pool;
  readonly secondary: Pool;
  readonly company: Pool;
  readonly slogan: Pool;
  readonly jobTitle: Pool;
  readonly department: Pool;
  readonly petName: Pool;
  readonly breed: Pool;
  readonly book: Pool;
  readonly song: Pool;
  readonly dish: Pool;
  readonly vehicle: Pool;
  readonly vin: Pool;
  readonly airport: Pool;
  readonly color: Pool;
  readonly userAgent: Pool;
  readonly iban: Pool;
  readonly bic: Pool;
  readonly card: Pool;
  readonly mac: Pool;
  readonly isbn: Pool;
  readonly commit: Pool;
  readonly mimeType: Pool;
  readonly noun: Pool;
}

/** ASCII letters and digits of a name in lower case: `O'Reilly` is `oreilly`, `Zoë` is `zoe`. */
export function plain(text: string): string {
  const folded = text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
  return folded === "" ? "user" : folded;
}

/** Pools over a faker instance; each is seeded by its own name, so that a new one leaves the others alone. */
export function createPools(faker: Faker, now: number): Pools {
  const filled = <T>(name: string, fill: () => readonly T[]): Pool<T> => {
    let values: readonly T[] | undefined;
    const seeded = (): readonly T[] => {
      faker.seed(hashText(name) >>> 0);
      faker.setDefaultRefDate(now);
      return [...new Set(fill())];
    };
    return (seed) => pick((values ??= seeded()), seed);
  };
  const pool = (name: string, size: number, make: () => string): Pool =>
    filled(name, () => Array.from({ length: size }, make));
  const { first_name: first, last_name: last } = faker.definitions.person;
  let genders: ReadonlyMap<string, FirstName["gender"]> | undefined;
  // Straight from faker's lists: drawing until enough of them differ takes ten times as long.
  const names = (list: readonly string[] = [], count = 320): readonly Name[] =>
    faker.helpers.arrayElements(list, count).map((text) => ({ text, plain: plain(text) }));
  const firstNames = (gender: FirstName["gender"]): readonly FirstName[] =>
    names(first[gender]).map((name) => ({ ...name, gender }));
  return {
    firstName: filled("first name", () => [...firstNames("female"), ...firstNames("male")]),
    lastName: filled("last name", () => names(last.generic, 400)),
    genderOf: (firstName) => (genders ??= gendersOf(first)).get(firstName.toLowerCase()),
    street: pool("street", 256, () => faker.location.street()),
    secondary: pool("secondary", 64, () => faker.location.secondaryAddress()),
    company: pool("company", 400, () => faker.company.name().replace(" - ", " & ")),
    slogan: pool("slogan", 64, () => faker.company.catchPhrase()),
    jobTitle: pool("job", 200, () => `${faker.person.jobArea()} ${faker.person.jobType()}`),
    department: pool("department", 64, () => faker.commerce.department()),
    petName: pool("pet", 128, () => faker.animal.petName()),
    breed: pool("breed", 64, () => faker.animal.dog()),
    book: pool("book", 200, () => faker.book.title()),
    song: pool("song", 200, () => faker.music.songName()),
    dish: pool("dish", 100, () => faker.food.dish()),
    vehicle: pool("vehicle", 100, () => faker.vehicle.vehicle()),
    vin: pool("vin", 64, () => faker.vehicle.vin()),
    airport: pool("airport", 100, () => faker.airline.airport().name),
    color: pool("color", 64, () => faker.color.human()),
    userAgent: pool("user agent", 32, () => faker.internet.userAgent()),
    iban: pool("iban", 128, () => faker.finance.iban()),
    bic: pool("bic", 64, () => faker.finance.bic()),
    card: pool("card", 64, () => faker.finance.creditCardNumber("4###-####-####-###L")),
    mac: pool("mac", 128, () => faker.internet.mac()),
    isbn: pool("isbn", 64, () => faker.commerce.isbn()),
    commit: pool("commit", 100, () => faker.git.commitMessage()),
    mimeType: pool("mime type", 64, () => faker.system.mimeType()),
    noun: pool("noun", 300, () => faker.word.noun({ length: { min: 4, max: 9 } })),
  };
}

function gendersOf(names: {
  female?: readonly string[];
  male?: readonly string[];
}): ReadonlyMap<string, FirstName["gender"]> {
  return new Map(
    (["female", "male"] as const).flatMap((gender) =>
      (names[gender] ?? []).map((name) => [name.toLowerCase(), gender] as const),
    ),
  );
}
