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
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line.push(
        Math.min(
          at(above, column) + 1,
          at(line, column - 1) + 1,
          at(above, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1),
          swapped && row > 1 && column > 1 ? at(before, column - 2) + 1 : Infinity,
        ),
      );
    }
    [before, above] = [above, line];
  }
  return at(above, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
