import { mix } from "../hash.ts";
import type { Scene } from "../scene.ts";

/** What somebody thinks of something; the stars go with the words. */
export interface Opinion {
  /** 2 to 5. */
  readonly stars: number;
  readonly title: string;
  readonly text: string;
}

// prettier-ignore
const opinions: readonly (readonly [number, string, string])[] = [
  [5, "Exactly right", "Exactly what I was looking for, and it arrived a day early."],
  [5, "Would buy again", "Used it every day for three months now and it still looks new."],
  [5, "Friendly service", "I had a question and got an answer within the hour. I will come back."],
  [5, "A present that worked", "Bought it for my sister, and now I want one too."],
  [4, "Good value", "Good quality for the price. The packaging could be smaller."],
  [4, "Works well", "Took a while to set up, but it works well now."],
  [4, "Nearly perfect", "Does what it says. I only wish there were more colours to choose from."],
  [4, "Happy with it", "Sturdier than it looks in the pictures, and easy to clean."],
  [3, "Smaller than expected", "Smaller than expected, otherwise very nice."],
  [3, "All right", "It does the job. Delivery took a week longer than promised."],
  [2, "Not for me", "The first one came with a scratch. The exchange was quick, though."],
];

/** The opinion an object holds: all its fields speak of the same one. */
export function opinionOf({ seed, index, listSeed }: Pick<Scene, "seed" | "index" | "listSeed">): Opinion {
  // In a list they take turns, so that no two neighbours say the same.
  const start = mix(index < 0 ? seed : listSeed, 12) >>> 0;
  const chosen = opinions[(start + Math.max(index, 0) * 3) % opinions.length] ?? opinions[0];
  const [stars, title, text] = chosen ?? [5, "", ""];
  return { stars, title, text };
}
