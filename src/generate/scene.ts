import type { Habits } from "./locale.ts";
import type { Pools } from "./pools.ts";
import { drawCompany, type Company } from "./rows/company.ts";
import { drawMoney, type Money } from "./rows/money.ts";
import { drawPerson, type Person } from "./rows/person.ts";
import type { City } from "./rows/cities.ts";
import { drawPlace, type Place } from "./rows/place.ts";
import { drawProduct, type Product } from "./rows/product.ts";
import { drawPeriod, drawTimeline, type Period, type Timeline } from "./rows/timeline.ts";
import { nothingKnown, type Known } from "./rows/known.ts";
import { mix } from "./hash.ts";

/** How much is drawn: less where schemas refer to themselves or grow too large. */
export type Fullness =
  | "full"
  /** Optional objects are left out, lists are as short as allowed, null is taken where it is allowed. */
  | "flat"
  /** As flat, and an object that would contain itself is impossible: another branch is wanted. */
  | "closing"
  /** Only what is required: the last resort where more of it contradicts itself. */
  | "bare";

/** A generated value. */
export interface Written {
  readonly value: unknown;
  /** What JSON.stringify makes of it, in UTF-8; undefined where nobody knows yet. */
  readonly json: Buffer | undefined;
}

/** What one call of `generate` shares. */
export interface World {
  readonly pools: Pools;
  readonly habits: Habits;
  /** The reference date, milliseconds. */
  readonly now: number;
  /** Whether authored examples are used. */
  readonly examples: boolean;
  /** Objects inside of which there are only flat ones. */
  readonly deepest: number;
  /** Depth of the outermost object whose place was asked for: whether a part depends on what it is a part of. */
  placeDepth: number;
  /** Objects that may be drawn: no schema, however tangled, may cost more than a bounded time. */
  readonly most: number;
  drawn: number;
  /** Whether the answer's own object stands before a backdrop: not where only its size is asked for. */
  readonly backed: boolean;
  /** Whether JSON is wanted as well. */
  readonly writes: boolean;
  /** The answer's own object, once it is drawn before a backdrop. */
  written: Written | undefined;
}

/** Objects and lists inside of one another at most. */
export const mostDepth = 120;

/** Where values are drawn: one object, or one item of a list. Its rows are what its fields agree on. */
export class Scene {
  readonly world: World;
  readonly seed: number;
  readonly parent: Scene | undefined;
  /** The schema an object here is drawn from, to notice recursion. */
  source: object | undefined = undefined;
  depth = 0;
  /** How many objects this is inside of. */
  nesting = 0;
  /** Whether it is an object that has an identity. */
  isThing = false;
  /** How many lists this is inside of. */
  lists = 0;
  /** The position in the list this is an item of, or -1. */
  index = -1;
  listSeed = 0;
  /** False for all but the first item of a list, and for everything inside: there, examples would repeat. */
  first = true;
  fullness: Fullness = "full";
  /** Whether names have no say in what a value is. */
  free = false;
  /** What is given or exemplified of the rows. */
  known: Known = nothingKnown;
  /** What an object has lies in the city of the object: addresses, telephone numbers, currency and language fit. */
  sharesPlace = false;
  /** Whether a given value decides something of a row: examples of the row's other fields would contradict it. */
  decided = false;
  /** The object that was given, where one was. */
  given: Readonly<Record<string, unknown>> | undefined = undefined;

  private drawnPerson: Person | undefined = undefined;
  private drawnPlace: Place | undefined = undefined;
  private drawnCompany: Company | undefined = undefined;
  private drawnProduct: Product | undefined = undefined;
  private drawnMoney: Money | undefined = undefined;
  private drawnTimeline: Timeline | undefined = undefined;
  private drawnPeriod: Period | undefined = undefined;

  constructor(world: World, seed: number, parent?: Scene) {
    this.world = world;
    this.seed = seed;
    this.parent = parent;
    if (parent === undefined) return;
    this.depth = parent.depth + 1;
    this.nesting = parent.nesting + (parent.source === undefined ? 0 : 1);
    this.lists = parent.lists;
    this.first = parent.first;
    this.fullness = parent.fullness;
    this.free = parent.free;
  }

  get person(): Person {
    return (this.drawnPerson ??= drawPerson(mix(this.seed, 1), this.world, this.known));
  }

  get place(): Place {
    if (this.depth < this.world.placeDepth) this.world.placeDepth = this.depth;
    return (this.drawnPlace ??= drawPlace(
      mix(this.seed, 2),
      { pools: this.world.pools, cities: this.world.habits.cities, home: this.home },
      this.known,
    ));
  }

  private get home(): City | undefined {
    return this.sharesPlace && this.known === nothingKnown ? this.parent?.place.home : undefined;
  }

  get company(): Company {
    return (this.drawnCompany ??= drawCompany(mix(this.seed, 3), this.world.pools, this.known));
  }

  get product(): Product {
    return (this.drawnProduct ??= drawProduct(mix(this.seed, 4), this.known));
  }

  get money(): Money {
    return (this.drawnMoney ??= drawMoney(mix(this.seed, 5), this.product.price, this.known));
  }

  get timeline(): Timeline {
    return (this.drawnTimeline ??= drawTimeline(mix(this.seed, 6), this.world.now, this.known));
  }

  get period(): Period {
    return (this.drawnPeriod ??= drawPeriod(mix(this.seed, 7), this.world.now, this.known));
  }
}
