/** Reads the Prometheus text format as its description says, line by line; throws for what is none. */
export function readMetrics(text: string) {
  const values = new Map<string, number>();
  const types = new Map<string, string>();
  for (const line of text.split("\n").slice(0, -1)) {
    const [, about, metric = "", rest = ""] = /^# (HELP|TYPE) ([a-z_:][a-z0-9_:]*) (.+)$/i.exec(line) ?? [];
    if (about === "TYPE") types.set(metric, rest);
    if (about !== undefined) continue;
    const [, name, labels = "", number] =
      /^([a-z_:][a-z0-9_:]*)(?:\{((?:[a-z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? ([-+0-9.e]+)$/i.exec(line) ??
      [];
    if (name === undefined) throw new Error(`no line of metrics: ${line}`);
    const read = [...labels.matchAll(/([a-z_]\w*)="((?:[^"\\]|\\.)*)"/gi)].map(
      ([, label, written = ""]) =>
        [label, written.replace(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char))] as const,
    );
    const key = keyOf(name, Object.fromEntries(read) as Record<string, string>);
    if (values.has(key)) throw new Error(`twice: ${line}`);
    values.set(key, Number(number));
  }
  return { types, value: (name: string, labels: Record<string, string>) => values.get(keyOf(name, labels)) };
}

const keyOf = (name: string, labels: Record<string, string>) =>
  JSON.stringify([name, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
