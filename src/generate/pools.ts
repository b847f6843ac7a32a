import type { Faker } from "@faker-js/faker";
import { hashText, pick } from "./hash.ts";
import { latin } from "./latin.ts";
import { createNames, type Names, type Pool } from "./names.ts";

/** What faker filled, once; a pool is filled when it is first drawn from, whatever was drawn before. */
export interface Pools extends Names {
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

/** ASCII letters and digits of a name in lower case; `user` where it has none. */
export function plain(text: string): string {
  return latin(text) || "user";
}

export interface PoolOptions {
  /** The reference date, milliseconds. */
  readonly now: number;
  /** Speaks the language that names, streets and companies are in, where that is another. */
  readonly local?: Faker | undefined;
}

/** Pools over a faker instance; each is seeded by its own name, so that a new one leaves the others alone. */
export function createPools(faker: Faker, { now, local = faker }: PoolOptions): Pools {
  const filled = <T>(name: string, fill: () => readonly T[]): Pool<T> => {
    let values: readonly T[] | undefined;
    const seeded = (): readonly T[] => {
      for (const one of new Set([faker, local])) {
        one.seed(hashText(name) >>> 0);
        one.setDefaultRefDate(now);
      }
      return [...new Set(fill())];
    };
    return (seed) => pick((values ??= seeded()), seed);
  };
  const pool = (name: string, size: number, make: () => string): Pool =>
    filled(name, () => Array.from({ length: size }, make));
  const noun = pool("noun", 300, () => faker.word.noun({ length: { min: 4, max: 9 } }));
  return {
    ...createNames({ faker: local, filled, word: noun }),
    street: pool("street", 256, () => local.location.street()),
    secondary: pool("secondary", 64, () => faker.location.secondaryAddress()),
    company: pool("company", 400, () => local.company.name().replace(" - ", " & ")),
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
    noun,
  };
}
