/** Runs a step once it is let through, and gives what comes of it. */
export type Gate = <T>(step: () => Promise<T>) => Promise<T>;

/** Lets everybody through. */
export const openGate: Gate = (step) => step();

/** Lets `width` steps run at a time; the others wait in line, in the order they came. */
export function gate(width: number): Gate {
  let free = width;
  const line: (() => void)[] = [];
  return async (step) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return await step();
    } finally {
      const next = line.shift();
      if (next) next();
      else free++;
    }
  };
}
