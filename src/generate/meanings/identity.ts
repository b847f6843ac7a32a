import { below, mix, pick } from "../hash.ts";
import { fillShape } from "../rows/shapes.ts";
import type { Scene } from "../scene.ts";
import { one, type Meaning } from "./meaning.ts";

const links = ["uri", "url", "uri-reference", "iri", "iri-reference"] as const;

const alphabet = Array.from("abcdefghijklmnopqrstuvwxyz234567");
const pairs = alphabet.flatMap((first) => alphabet.map((second) => first + second));
const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const pair = (seed: number): string => pairs[seed & 1023] ?? "aa";
const byte = (seed: number): string => bytes[seed & 255] ?? "00";

/** Ten lower-case letters and digits, all 32 bits of the seed in them. */
export function token(seed: number): string {
  const more = mix(seed, 1);
  return (
    pair(seed) + pair(seed >>> 10) + pair(seed >>> 20) + pair((seed >>> 30) | (more << 2)) + pair(more >>> 8)
  );
}

const hex8 = (seed: number): string => byte(seed >>> 24) + byte(seed >>> 16) + byte(seed >>> 8) + byte(seed);

/** 32 hexadecimal digits. */
export function hex(seed: number): string {
  return hex8(mix(seed, 1)) + hex8(mix(seed, 2)) + hex8(mix(seed, 3)) + hex8(mix(seed, 4));
}

/** A version 4 UUID, RFC 9562. */
export function uuid(seed: number): string {
  const b = hex8(mix(seed, 2));
  const c = hex8(mix(seed, 3));
  const variant = "89ab".charAt(seed & 3);
  return `${hex8(mix(seed, 1))}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${hex8(mix(seed, 4))}`;
}

/** A digit string as long as the identifiers of big platforms. */
const digits = (_: Scene, seed: number): string =>
  `${10_000_000 + below(seed, 89_999_999)}${1_000_000 + below(mix(seed, 1), 8_999_999)}`;

/** What tells one thing from the others: counts up in a list, so that a list has no two alike. */
export const primaryId: Meaning = {
  name: /(?:)/,
  number: (scene, seed) =>
    scene.index < 0
      ? 1 + below(seed, 9999)
      : 1 + below(mix(scene.listSeed, 7), 4000) + scene.index * 3 + below(seed, 3),
  text: (_, seed) => token(seed),
};

/** Names that are read as identifiers of something, wherever the word stands: `id_ws`, `ambassador_id_referrer`. */
// prettier-ignore
export const identifiers: readonly Meaning[] = [
  { name: /\b(facebook|fb|google|apple|twitter|shopify|stripe|linked ?in|instagram|discord|steam|telegram) (\w+ )?id\b/, text: digits },
  { name: /\b(uuid|guid)s?$/, formats: ["uuid"], text: (_, seed) => uuid(seed) },
  { name: /^(?!.*\b(email|country|device|tax) id$).*\b(id|ids|identifier|pk|oid)\b/, text: (_, seed) => token(seed), number: (_, seed) => 1 + below(seed, 9999) },
];

/** Links, tokens, codes and what machines call things. */
// prettier-ignore
export const machinery: readonly Meaning[] = [
  { name: /\b(next|prev|previous|first|last|self)( url| link| page| href)?$/, of: /\b(links?|meta|paging|pagination)\b/, formats: links, text: (_, seed) => `https://api.example.com/items?page=${2 + (seed & 1)}`, number: () => 2 },
  { name: /\bunsubscribe( url| link| token)?$/, formats: links, rare: true, text: (_, seed) => `https://www.example.com/unsubscribe/${token(seed)}` },
  { name: /\b(callback|webhook|redirect|return|success|cancel|notify)( url| uri| link)$/, formats: links, text: (_, seed) => `https://hooks.example.com/${token(seed)}` },
  { name: /\b(landing|register|registration|signup|sign up|invite|invitation)( page)?( url| link)$/, formats: links, text: (_, seed) => `https://www.example.com/${pick(["welcome", "join", "spring-offer", "get-started"], seed)}` },
  { name: /\b(download|file|attachment|document|pdf|invoice|receipt)( url| uri| link| path)$/, formats: links, text: (_, seed) => `https://files.example.com/${token(seed)}.pdf` },
  { name: /\b(url|uri|link|href|permalink)s?$/, formats: links, text: (_, seed) => `https://www.example.com/${pick(["about", "news", "offers", "articles", "places", "guides"], seed)}/${token(seed).slice(0, 5)}` },
  { name: /\b(password|passwd|pwd|passphrase)$/, formats: ["password"], text: (_, seed) => `${token(seed)}-${token(mix(seed, 9))}` },
  { name: /\b(key|key data|token|secret|hash|sha|sha ?1|sha ?256|md ?5|etag|signature|checksum|fingerprint|nonce|salt|digest|api key|session|cursor)( value| data| hash)?$/, text: (_, seed) => hex(seed) },
  { name: /\b(slug|permalink|alias|url key)$/, text: (scene, seed) => `${pick(["spring", "city", "garden", "open", "weekend", "north"], seed)}-${scene.world.pools.noun(mix(seed, 1))}` },
  { name: /\b(license|licence|number|registration) plate( number)?$|\bplate$/, text: (_, seed) => fillShape("@@-###-@@", seed) },
  { name: /\b(coupon|promo|voucher|discount|gift|referral|invite)( code)?$/, text: (_, seed) => `${pick(["SPRING", "WELCOME", "FRIEND", "HELLO"], seed)}${10 + below(mix(seed, 1), 90)}` },
  { name: /\b(order|invoice|booking|ticket|tracking|case|customer|account|contract|policy|patient|transaction|confirmation|record)? ?(number|no|nr|reference|ref|code)$/, text: (_, seed) => `${pick(["A", "K", "M", "R", "T"], seed)}${100_000 + below(mix(seed, 1), 899_999)}`, number: (_, seed) => 100_000 + below(seed, 899_999) },
  { name: /\buser ?agent$|\bbrowser$/, text: (scene, seed) => scene.world.pools.userAgent(seed) },
  { name: /\b(mac|mac address)$/, text: (scene, seed) => scene.world.pools.mac(seed) },
  { name: /\b(device|platform|os)( name| type| id)?$/, text: one(["iPhone", "Android", "MacBook", "Windows PC", "iPad"]) },
  { name: /\b(mime ?type|content ?type|media ?type)$/, text: (scene, seed) => scene.world.pools.mimeType(seed) },
  { name: /\b(extension|ext|file type|format)$/, text: one(["pdf", "png", "csv", "docx", "jpg"]) },
  { name: /\b(path|directory)$/, text: (scene, seed) => `/documents/${scene.world.pools.noun(seed)}` },
  { name: /\b(version|release|build)( number)?$/, text: (_, seed) => `${1 + below(seed, 4)}.${below(mix(seed, 1), 12)}.${below(mix(seed, 2), 10)}`, number: (_, seed) => 1 + below(seed, 9) },
  { name: /\b(http )?method$/, text: one(["GET", "POST", "PUT", "DELETE"]) },
  { name: /\b(environment|env)$/, text: one(["production", "staging", "test"]) },
  { name: /\bport$/, number: (_, seed) => 8000 + below(seed, 1000) },
  { name: /\b(http status|status code|response code)$/, number: () => 200 },
];
