const letters = pairs(
  "ß ss ø o ł l æ ae œ oe đ d ð d þ th ı i " +
    "а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch " +
    "ы y э e ю yu я ya і i є ye ґ g ђ dj ј j љ lj њ nj ћ c џ dz ѕ dz " +
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o",
);

function pairs(text: string): ReadonlyMap<string, string> {
  const all = text.split(" ");
  return new Map(all.flatMap((letter, i) => (i % 2 === 0 ? [[letter, all[i + 1] ?? ""] as const] : [])));
}

/**
 * ASCII letters and digits of a text in lower case, for addresses and user names: `O'Reilly` is `oreilly`, `Zoë` is `zoe`,
 * `Müller` is `muller`, `Иван` is `ivan`; empty where it is in a script that is not written by letters we know.
 */
export function latin(text: string): string {
  const folded = text.normalize("NFD").toLowerCase();
  return folded.replace(/[^a-z0-9]/g, (letter) => letters.get(letter) ?? "");
}
