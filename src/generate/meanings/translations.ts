import { mix, pick } from "../hash.ts";
import { knownText } from "../rows/known.ts";
import type { Scene } from "../scene.ts";
import type { From, Meaning } from "./meaning.ts";

/** Translations of one thing come as a list, each item in another language. */
const languages = [
  "en_GB",
  "fr_FR",
  "es_ES",
  "de_DE",
  "it_IT",
  "nl_NL",
  "pt_PT",
  "pl_PL",
  "sv_SE",
  "da_DK",
] as const;

/** The locale an object speaks of: its place's, or, in a list, one after the other. */
export function localeOf(scene: Scene): string {
  const known = knownText(scene.known, "locale");
  if (known !== undefined) return known.replace("-", "_");
  return scene.index < 0 ? scene.place.locale : (languages[scene.index % languages.length] ?? "en_GB");
}

type Translated = readonly [english: string, french: string, spanish: string, german: string];

// prettier-ignore
const labels: readonly Translated[] = [
  ["New", "Nouveau", "Nuevo", "Neu"],
  ["Popular", "Populaire", "Popular", "Beliebt"],
  ["Recommended", "Recommandé", "Recomendado", "Empfohlen"],
  ["Opening soon", "Ouverture prochaine", "Próxima apertura", "Demnächst geöffnet"],
  ["Town centre", "Centre-ville", "Centro de la ciudad", "Stadtmitte"],
  ["By appointment", "Sur rendez-vous", "Con cita previa", "Nach Vereinbarung"],
];
// prettier-ignore
const descriptions: readonly Translated[] = [
  ["A friendly place in the heart of the city.", "Un lieu convivial au centre de la ville.", "Un lugar acogedor en el corazón de la ciudad.", "Ein freundlicher Ort im Herzen der Stadt."],
  ["Our team will be happy to help you.", "Notre équipe se fera un plaisir de vous aider.", "Nuestro equipo estará encantado de ayudarle.", "Unser Team hilft Ihnen gern weiter."],
  ["Free parking is available next to the building.", "Un parking gratuit se trouve à côté du bâtiment.", "Hay aparcamiento gratuito junto al edificio.", "Kostenlose Parkplätze befinden sich neben dem Gebäude."],
  ["Everything for a good start, explained step by step.", "Tout pour bien commencer, expliqué pas à pas.", "Todo para empezar bien, explicado paso a paso.", "Alles für einen guten Start, Schritt für Schritt erklärt."],
];
const hours: readonly Translated[] = [
  ["Mon-Fri 9:00-18:00", "Lun-Ven 9h00-18h00", "Lun-Vie 9:00-18:00", "Mo-Fr 9:00-18:00"],
  ["Mon-Sat 10:00-19:00", "Lun-Sam 10h00-19h00", "Lun-Sáb 10:00-19:00", "Mo-Sa 10:00-19:00"],
  ["Every day 8:00-20:00", "Tous les jours 8h00-20h00", "Todos los días 8:00-20:00", "Täglich 8:00-20:00"],
];
const columns = ["en", "fr", "es", "de"];

/** The same thing said in each language: what is said depends on the list, the language on the item. */
function translated(rows: readonly Translated[]): From<string> {
  return (scene) => {
    const column = Math.max(0, columns.indexOf(localeOf(scene).slice(0, 2)));
    const row = pick(rows, mix(scene.index < 0 ? scene.seed : scene.listSeed, 5));
    return row[column] ?? row[0];
  };
}

const said = /^(content|text|value|label|title|name|body|translation|message)$/;

/** What objects with a language and a text say. */
// prettier-ignore
export const translations: readonly Meaning[] = [
  { name: said, of: /^translation .*\bhours?\b/, text: translated(hours) },
  { name: said, of: /^translation .*\b(description|descr|text|content|presentation|summary|detail)/, text: translated(descriptions) },
  { name: /^(content|text|body|description|message)$/, of: /^translation {2}/, text: translated(descriptions) },
  { name: /^(content|text|value|label|title|name|translation)$/, of: /^translation\b/, text: translated(labels) },
  { name: /^(description|body|message)$/, of: /^translation\b/, text: translated(descriptions) },
];
