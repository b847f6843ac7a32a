import { below, mix } from "../hash.ts";
import { knownNumber } from "../rows/known.ts";
import type { Scene } from "../scene.ts";
import { each, one, type From, type Meaning } from "./meaning.ts";

/** Mostly small: half of the values lie in the lowest quarter. */
const few =
  (most: number): From<number> =>
  (_, seed) =>
    Math.min(below(seed, most), below(mix(seed, 1), most));
const between =
  (from: number, to: number): From<number> =>
  (_, seed) =>
    from + below(seed, to - from + 1);
const chance =
  (of: number): From<boolean> =>
  (_, seed) =>
    below(seed, 100) < of;
const written =
  (value: From<number>): From<string> =>
  (scene, seed) =>
    `${value(scene, seed)}`;
const either = (value: From<number>): Pick<Meaning, "text" | "number"> => {
  return { number: value, text: written(value) };
};

/** The level an object speaks of: points, badge, current and next level agree on it. */
const level = (scene: Scene): number => knownNumber(scene.known, "level") ?? 1 + below(mix(scene.seed, 8), 8);
const points = (scene: Scene): number => level(scene) * 100 + below(mix(scene.seed, 9), 100);
/** Pages of twenty, and how many there are of what is listed. */
const total = (scene: Scene): number => 21 + below(mix(scene.seed, 10), 220);
const ranks = ["Bronze", "Silver", "Gold", "Platinum", "Diamond"] as const;
const rank = (scene: Scene): string => ranks[Math.min(level(scene) >> 1, 4)] ?? "Bronze";

/** Levels, states, sorts, counts and sizes. */
// prettier-ignore
export const qualities: readonly Meaning[] = [
  { name: /\bnext level$/, number: (scene) => level(scene) + 1 },
  { name: /\b(prev|previous|last) level$/, number: (scene) => level(scene) - 1 },
  { name: /\blevel (value|points|threshold|min)$/, number: (scene) => level(scene) * 100 },
  { name: /\b(level|rank|tier|grade|badge|status) ?(badge|label|name|title)$/, text: rank },
  { name: /\b(level|grade)$/, facet: "level", number: level, text: rank },
  { name: /\bbadge$/, text: rank },
  { name: /\b(points|score|xp|karma|coins) (init|initial|start|base|bonus)$/, number: between(0, 50) },
  { name: /\b(points|score|xp|karma|coins)\b/, number: points, text: (scene) => `${points(scene)}` },
  { name: /\b(rating|stars|note)( average| avg| value)?$/, number: (_, seed) => 3 + below(seed, 5) / 2, text: (_, seed) => `${3 + below(seed, 5) / 2}` },
  { name: /\b(percent|percentage|pct|progress|completion|humidity|battery)\b/, ...either(between(5, 100)) },
  { name: /\b(heart rate|pulse|bpm)\b/, number: between(58, 92) },
  { name: /\b(systolic|blood pressure)\b/, number: between(105, 139), text: one(["120/80", "118/76", "131/84"]) },
  { name: /\b(likes?|views?|followers?|following|shares?|subscribers?|visits?|clicks?|downloads?|forks?|impressions?)( count)?$/, number: few(2400) },
  { name: /\b(rate|ratio|probability|confidence|similarity|share)$/, number: (_, seed) => below(seed, 100) / 100, text: (_, seed) => `${below(seed, 100) / 100}` },
  { name: /^(page|current page|page (number|index|no))$/, number: () => 1 },
  { name: /\b(per page|page size|limit|page limit|max results)$/, number: () => 20, text: one(["10", "20", "25", "50"]) },
  { name: /\b(limit|max|maximum|quota|cap|threshold)\b/, ...either((_, seed) => 5 * (1 + below(seed, 20))) },
  { name: /\b(min|minimum)\b/, ...either(between(1, 5)) },
  { name: /^offset$/, number: () => 0 },
  { name: /\b(total pages|pages|page count|last page)$/, number: (scene) => Math.ceil(total(scene) / 20) },
  { name: /^(total|total (count|items|results|elements|records))$/, number: total, text: written(total) },
  { name: /\b(nb|num|number of|n|count|counts|counter|cnt)\b|\btotal\b/, ...either(few(48)) },
  { name: /\b(stock|inventory|available|on hand|in stock)( quantity| level)?$/, number: few(200), flag: chance(85), text: written(few(200)) },
  { name: /\b(sequence|flow|step|stage|phase|onboarding|journey)$/, text: one(["welcome", "profile", "first_steps", "review", "completed"]), number: between(1, 6) },
  { name: /\b(position|order|rank|index|sort|priority|place|line)( order| number| index)?$/, number: (scene, seed) => (scene.index >= 0 ? scene.index + 1 : 1 + below(seed, 9)), text: one(["low", "normal", "high"]) },
  { name: /\b(width|height)$/, number: (_, seed) => 40 * (4 + below(seed, 40)) },
  { name: /\b(bytes|file size|content length|size (bytes|kb))$|^size$/, number: between(12_000, 4_800_000), text: one(["S", "M", "L", "XL"]) },
  { name: /\bweight kg$/, ...either(between(48, 96)) },
  { name: /\b(body temperature|fever)\b/, ...either((_, seed) => 36 + below(seed, 30) / 10) },
  { name: /\broom( number| name)?$/, text: (_, seed) => `Room ${100 + below(seed, 320)}`, number: between(101, 420) },
  { name: /\b(weight|mass)\b/, ...either((_, seed) => (2 + below(seed, 240)) / 10) },
  { name: /\b(distance|length|depth|radius|mileage)\b/, ...either((_, seed) => (5 + below(seed, 480)) / 10) },
  { name: /\b(temperature|temp)\b/, ...either((_, seed) => 12 + below(seed, 180) / 10) },
  { name: /^(active|enabled|is active|is enabled)$/, number: (_, seed) => (below(seed, 10) < 8 ? 1 : 0), flag: chance(85), text: one(["yes", "yes", "no"]) },
  { name: /\b(status|state)$/, of: /\b(order|payment|invoice|transaction|product|purchase)\b/, text: one(["pending", "paid", "shipped", "delivered", "completed"]), number: between(0, 3) },
  { name: /\b(status|state)$/, of: /\b(task|issue|ticket|milestone)\b/, text: one(["open", "in_progress", "closed"]), number: between(0, 2) },
  { name: /\b(status|state)$/, of: /\b(event|appointment|booking|reservation|visit|meeting)\b/, text: one(["scheduled", "confirmed", "completed", "cancelled"]), number: between(0, 3) },
  { name: /\b(status|state)$/, text: one(["active", "active", "pending", "inactive"]), number: between(0, 2) },
  { name: /\btoken type$/, text: () => "Bearer" },
  { name: /\b(role|permission|access|scope)$|^name$/, of: /\brole\b/, text: one(["administrator", "editor", "employee", "viewer", "owner"]) },
  { name: /\b(role|permission|access level|privilege)s?$/, text: one(["employee", "editor", "administrator", "member", "viewer"]) },
  { name: /\b(type|kind|variant|mode|style|class)( name)?$/, number: between(1, 4), text: one(["standard", "standard", "premium", "custom"]) },
  { name: /\b(severity|urgency|importance|impact|difficulty)$/, text: one(["low", "medium", "high"]), number: between(1, 3) },
  { name: /\b(src|source|channel|medium|origin|campaign|utm source|acquisition)$/, text: one(["newsletter", "instagram", "referral", "website", "event", "search"]) },
  { name: /\b(availability|available (on|days))$/, text: one(["weekdays", "evenings", "weekends", "flexible", "mornings"]) },
  { name: /\b(delay|frequency|interval|periodicity|recurrence|period|schedule|cadence)$/, text: one(["immediately", "hourly", "daily", "weekly"]) },
  { name: /\b(unit|unit of measure|uom)s?$/, text: one(["kg", "cm", "piece", "litre"]) },
  { name: /^(name|title|label|content|tag|keyword)$|\b(tag|keyword|label|topic|hashtag)s?$/, of: /\b(tag|label|badge|keyword)\b/, text: each(["new", "featured", "popular", "sale", "limited", "recommended", "seasonal", "local"]) },
  { name: /\b(tag|keyword|label|hashtag)s?$/, text: each(["new", "featured", "popular", "sale", "limited", "recommended", "seasonal", "local"]) },
  { name: /\b(skill|interest|hobby|language skill)s?$/, text: each(["cooking", "photography", "design", "cycling", "writing", "negotiation", "first aid"]) },
  { name: /\b(alert|warning|notification)s?$/, number: between(1, 9), text: each(["Profile is incomplete", "Email not confirmed", "New message", "Payment due soon"]) },
  { name: /\b(license|licence)$/, text: one(["MIT", "Apache-2.0", "CC-BY-4.0"]) },
  { name: /\b(name|label|title)$/, text: each(["Aurora", "Blue Harbor", "Meadow", "Northwind", "Riverside", "Summit", "Lantern", "Oakwood", "Horizon", "Maple Court"]) },
  { name: /\b(gross|net|average|avg|median|value|number)\b/, number: between(1, 200) },
];

/** Yes or no, as likely as the name says. */
// prettier-ignore
export const flags: readonly Meaning[] = [
  { name: /\b(suspicious|quarantined?|anonymi[sz]ed|deleted?|removed|absent|unavailable|block(ed)?|bann?(ed)?|archived?|locked|disabled|hidden|errors?|failed|failure|expired|cancell?ed|refunded|spam|tests?|draft|suspended|unsubscribed?|deprecated|ignored?|muted|overdue|revoked|private|duplicate|internal|beta|admin|superuser|late|sold out|out of stock|out|closed|read only|truncated|bot|debug|sandbox)\b/, flag: chance(8) },
  { name: /\b(active|activated|enabled?|available|visible|published|verified|confirmed|opt ?in|optin|subscribed|notifications?|notify|consent|accept(ed|s)?|agreed?|allow(ed|s)?|success|successful|ok|valid|public|display|shown?|open|approved|newsletter|terms|working)\b/, flag: chance(85) },
  { name: /\b(online|connected|logged in)$/, facet: "online", flag: (scene) => scene.timeline.online },
  { name: /(?:)/, flag: chance(50) },
];
