import { told, type Comparison } from "./comparison.ts";
import { distinct } from "./json.ts";
import type { Aspect, Credential, Page, Server } from "./model.ts";
import { credentialText, nameHeader } from "./security.ts";
import { pluck, split, type Version } from "./version.ts";

/** Servers as the captures state them; from the curl samples where none does. */
export function mergeServers(versions: readonly Version<Page>[], comparison: Comparison): Server[] {
  return mergeLists(
    {
      what: "servers",
      aspect: "servers",
      stated: pluck(versions, ({ servers }) => servers),
      inferred: pluck(versions, ({ inferred }) => inferred.servers),
      tell: ({ url }) => url,
    },
    comparison,
  );
}

/** Alternatives of credentials as the captures state them; from the curl samples where none does. */
export function mergeSecurity(
  versions: readonly Version<Page>[],
  comparison: Comparison,
): (readonly Credential[])[] {
  const seen = versions.flatMap(({ value }) => value.inferred.security.flat());
  return mergeLists(
    {
      what: "authentication",
      aspect: "authentication",
      stated: pluck(versions, ({ security }) =>
        security.map((alternative) => alternative.map((credential) => nameHeader(credential, seen))),
      ),
      inferred: pluck(versions, ({ inferred }) => inferred.security),
      tell: (alternative) => alternative.map(credentialText).join(" and "),
    },
    comparison,
  );
}

interface Lists<T> {
  readonly what: string;
  readonly aspect: Aspect;
  readonly stated: readonly Version<readonly T[]>[];
  readonly inferred: readonly Version<readonly T[]>[];
  /** Tells a thing, and tells it from others. */
  readonly tell: (value: T) => string;
}

/** What pages state is compared among them; what a sample gives away only has to be among it. */
function mergeLists<T>({ what, aspect, stated, inferred, tell }: Lists<T>, comparison: Comparison): T[] {
  const tellAll = (values: readonly T[]) => values.map(tell).join(" or ");
  const byPage = split(pluck(stated, (values) => (values.length > 0 ? values : undefined)));
  const bySample = split(pluck(inferred, (values) => (values.length > 0 ? values : undefined)));
  const sources = byPage.stated.length > 0 ? byPage : bySample;
  const merged = [
    ...new Map(sources.stated.flatMap(({ value }) => value).map((value) => [tell(value), value])).values(),
  ];
  const known = new Set(merged.map(tell));
  const samples = told(bySample.stated, (values) => `${tellAll(values)} in its curl sample`);
  const hints = sources === byPage ? samples : [];
  comparison.noteAbsences({ what, ...sources, aspect, hints, tell: tellAll });

  const foreign = bySample.stated.filter(({ value }) => value.some((one) => !known.has(tell(one))));
  const surprising = samples.filter(({ capture }) => foreign.some(({ page }) => page.capture === capture));
  if (foreign.length > 0 || distinct(sources.stated.map(({ value }) => tellAll(value))).length > 1) {
    comparison.note({
      what,
      stated: [...told(sources.stated, tellAll), ...surprising],
      absentFrom: [],
      meaning: "contradicts",
      outcome: tellAll(merged),
    });
  }
  return merged;
}
