/** The names that were probably meant, best first; none that is too far from what was written. */
export function nearestNames(written: string, names: readonly string[], most = 1): string[] {
  const allowed = Math.max(1, Math.floor(written.length / 3));
  return names
    .filter((name) => Math.abs(name.length - written.length) <= allowed)
    .map((name) => ({ name, far: distance(written.toLowerCase(), name.toLowerCase()) }))
    .filter(({ far }) => far <= allowed)
    .toSorted((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ name }) => name);
}

/** ` (did you mean createPet?)`, or nothing. */
export function didYouMean(written: string, names: readonly string[]): string {
  const [name] = nearestNames(written, names);
  return name === undefined ? "" : ` (did you mean ${name}?)`;
}

/** `a, b and 12 more`: enough to choose from, never a page. */
export function listed(names: readonly string[], most = 12): string {
  if (names.length === 0) return "none";
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}

/** How many typing errors lie between two names; neighbours that changed places are one (optimal string alignment). */
export function distance(one: string, other: string): number {
  const width = other.length + 1;
  let before = new Uint32Array(width);
  let above = Uint32Array.from({ length: width }, (_, column) => column);
  let line = new Uint32Array(width);
  // Indexes are within bounds: `?? 0` is for the compiler, and costs nothing.
  for (let row = 1; row <= one.length; row++) {
    line[0] = row;
    for (let column = 1; column < width; column++) {
      const changed = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      let least = Math.min((above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, changed);
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwapped) least = Math.min(least, (before[column - 2] ?? 0) + 1);
      line[column] = least;
    }
    [before, above, line] = [above, line, before];
  }
  return above[other.length] ?? 0;
}
