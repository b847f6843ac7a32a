import { below } from "../hash.ts";
import { day } from "../instants.ts";
import { ahead, since } from "../rows/timeline.ts";
import type { Meaning } from "./meaning.ts";

/** Names that speak of a moment; read for integers, and for strings without a format that says otherwise. */
export const momentName =
  /\b(date|datetime|date time|timestamp|dated?|datum|ts)\b|\b(at|on|since|until|utc)$|^(created|updated|modified|inserted|deleted|published|expires|expiry|expiration|last (seen|login|modified|updated|activity|active|sync|synced|connection|access|visit|contact import|import|export|check|run|used|changed|sign in))\b(?! (in|by|ip|src|source|count|flow|id|status|from|reason))|\b(start|end|begin|finish|arrival|departure|pickup|delivery|due) time$|^(deadline|due)$/;

/** When things happened, in an order that can be; the first that fits a moment's name. */
// prettier-ignore
export const moments: readonly Meaning[] = [
  { name: /\b(creat\w*|insert\w*|register\w*|registration|signed up|sign ?up|joined|member since|added|opened|submitted|placed|ordered|order|issued|issue|invoice|begun|founded|hired?|enrol\w*)\b/, facet: "created", instant: (scene) => scene.timeline.created },
  { name: /\b(updat\w*|modif\w*|chang\w*|edited|last saved|refreshed)\b/, facet: "updated", instant: (scene) => scene.timeline.updated },
  { name: /\blast (action|seen|active|activity|online|ping|heartbeat)\b|\bseen\b/, facet: "seen", instant: (scene) => scene.timeline.seen },
  { name: /\b(suspicious|suspen\w+|block\w*|bann\w*|delet\w*|remov\w*|cancel\w*|reject\w*|refus\w*|archiv\w*|revok\w*|anonymi[sz]\w*|disabl\w*|deactivat\w*|lock\w*|refund\w*|fail\w*|unsubscrib\w*|discontinu\w*|died|death|closed|resolved)\b/, rare: true, instant: (scene, seed) => since(scene.timeline, seed) },
  { name: /\b(expir\w*|valid (until|to|thru)|due|deadline|renew\w*|next|scheduled?|planned|estimated|upcoming|eta|trial end\w*|until)\b/, instant: (scene, seed) => ahead(scene.world.now, seed) },
  { name: /\b(start\w*|begin\w*|from|valid from|departure|check ?in|pickup)\b/, facet: "start", instant: (scene) => scene.period.start },
  { name: /\b(end|ends|ended|ending|finish\w*|arrival|to|till|check ?out|drop ?off)\b(?!.*\b(date|day|on)\b)/, facet: "end", instant: (scene) => scene.period.end },
  { name: /\b(end|ends|ended|ending|finish\w*|to|check ?out|return)\b/, facet: "end", instant: (scene) => scene.period.lastDay },
  { name: /\b(appointment|event|visit|meeting|session|booking|reservation)\b/, facet: "start", instant: (scene) => scene.period.start },
  { name: /\b(deliver\w*|ship\w*|arrival)\b/, instant: (scene, seed) => scene.timeline.created + (1 + below(seed, 6)) * day },
  { name: /(?:)/, instant: (scene, seed) => since(scene.timeline, seed) },
];

/** Times of day and spans of time. */
// prettier-ignore
export const spans: readonly Meaning[] = [
  { name: /\b(opens|opening time|opening)$/, formats: ["time"], text: (_, seed) => ["08:00", "09:00", "10:00"][below(seed, 3)] ?? "09:00" },
  { name: /\b(closes|closing time|closing)$/, formats: ["time"], text: (_, seed) => ["17:00", "18:00", "20:00"][below(seed, 3)] ?? "18:00" },
  { name: /\b(time|hour|heure|uhrzeit)$/, text: (_, seed) => `${8 + below(seed, 11)}:${["00", "15", "30", "45"][seed & 3] ?? "00"}`.padStart(5, "0"), number: (_, seed) => 8 + below(seed, 11) },
  { name: /\bweek ?day\b|\bday of week$|\bday$/, text: (_, seed) => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"][below(seed, 5)] ?? "Monday", number: (_, seed) => 1 + below(seed, 7) },
  { name: /\bmonth$/, text: (_, seed) => ["January", "March", "May", "June", "September", "November"][below(seed, 6)] ?? "May", number: (_, seed) => 1 + below(seed, 12) },
  { name: /\byear$/, text: (scene, seed) => `${new Date(scene.world.now).getUTCFullYear() - below(seed, 8)}`, number: (scene, seed) => new Date(scene.world.now).getUTCFullYear() - below(seed, 8) },
  { name: /\b(expires in|ttl|max age)$/, number: () => 3600, text: () => "3600" },
  { name: /\bduration$/, text: (_, seed) => `${15 * (1 + below(seed, 8))} min`, number: (_, seed) => 15 * (1 + below(seed, 8)) },
  { name: /\b(minutes?|mins|duration|timeout|ttl|delay|interval|runtime|uptime|expires in|seconds|secs|latency)\b/, number: (_, seed) => 5 * (1 + below(seed, 36)) },
];
