import type { effectKeys } from "../../src/stubs/effect.ts";
import type { StubInput } from "../../src/stubs/input.ts";
import type { choiceKeys, responseKeys, sequenceKeys } from "../../src/stubs/respond.ts";
import type { storeKeys } from "../../src/stubs/stored.ts";
import type { stubKeys } from "../../src/stubs/stub.ts";
import type { thenKeys } from "../../src/stubs/then.ts";
import type { whenKeys } from "../../src/stubs/when.ts";

/** Keys that may have a value. */
type KeysOf<T> = { [Key in keyof T]-?: [NonNullable<T[Key]>] extends [never] ? never : Key }[keyof T];

/** True where a type has the keys that the reader of stubs knows, and no others. */
type Has<Written, Read extends readonly string[]> = [KeysOf<Written>, Read[number]] extends [
  Read[number],
  KeysOf<Written>,
]
  ? true
  : false;

type When = NonNullable<StubInput["when"]>;
type Then = NonNullable<StubInput["then"]>;
type Respond = NonNullable<StubInput["respond"]>;
type Sequence = Extract<Respond, { sequence: readonly unknown[] }>;
type Choice = Extract<Respond, { choose: readonly unknown[] }>;

// It is the compiler that holds this, where the tests are type-checked.
test("what a stub can be in code is what it can be in a file", () => {
  const held = [
    true satisfies Has<StubInput, typeof stubKeys>,
    true satisfies Has<When, typeof whenKeys>,
    true satisfies Has<Then, typeof thenKeys>,
    true satisfies Has<NonNullable<When["store"]>, typeof storeKeys>,
    true satisfies Has<NonNullable<Then["store"]>[number], typeof effectKeys>,
    true satisfies Has<Sequence, typeof sequenceKeys>,
    true satisfies Has<Choice, typeof choiceKeys>,
    true satisfies Has<Exclude<Respond, Sequence | Choice>, typeof responseKeys>,
  ];
  expect(held).toHaveLength(8);
});
