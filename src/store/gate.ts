/** Lets `width` steps run at a time and the others wait in line: a thousand files are not opened at once. */
export function gate(width: number): <T>(step: () => Promise<T>) => Promise<T> {
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
