import { below, mix, pick } from "../hash.ts";
import { knownText, type Known } from "./known.ts";

/** Something for sale. */
export interface Product {
  readonly name: string;
  readonly category: string;
  readonly material: string;
  readonly description: string;
  readonly sku: string;
  /** Of the smallest plausible price and the largest, one ending in .90, .95, .99, .50 or .00. */
  readonly price: number;
}

type Line = readonly [
  noun: string,
  category: string,
  from: number,
  to: number,
  material: string,
  says: string,
];

// prettier-ignore
const goods: readonly Line[] = [
  ["Desk Lamp", "Lighting", 25, 120, "steel", "Warm light in three steps, and an arm that stays where you put it."],
  ["Floor Lamp", "Lighting", 60, 240, "brass", "Lights a reading corner without dazzling the room."],
  ["Backpack", "Bags", 35, 160, "canvas", "Room for a laptop, a jacket and lunch."],
  ["Tote Bag", "Bags", 12, 60, "cotton", "Folds small and carries a week of groceries."],
  ["Water Bottle", "Kitchen", 12, 45, "stainless steel", "Keeps drinks cold for a day and hot for half of one."],
  ["Coffee Grinder", "Kitchen", 30, 180, "steel", "Forty settings, from espresso to French press."],
  ["Chef's Knife", "Kitchen", 30, 190, "carbon steel", "Stays sharp for months and is easy to hone."],
  ["Tea Kettle", "Kitchen", 25, 110, "enamel", "Boils a litre in four minutes, and whistles."],
  ["Cutting Board", "Kitchen", 15, 70, "oak", "A groove for juices, and feet that do not slip."],
  ["Running Shoes", "Footwear", 60, 170, "mesh", "Soft on asphalt, with a grip that holds in the rain."],
  ["Hiking Boots", "Footwear", 90, 260, "leather", "Waterproof, with support where the trail gets rough."],
  ["Rain Jacket", "Clothing", 50, 220, "polyester", "Taped seams, a hood that turns with you, pockets that stay dry."],
  ["Wool Sweater", "Clothing", 40, 150, "merino wool", "Warm without being heavy, and washable at 30 degrees."],
  ["Linen Shirt", "Clothing", 35, 95, "linen", "Cool on hot days, and better with every wash."],
  ["Denim Jeans", "Clothing", 45, 130, "cotton", "Straight cut, sturdy seams, five pockets."],
  ["Wireless Headphones", "Audio", 49, 320, "aluminium", "Thirty hours of music, and quiet when you want it."],
  ["Bluetooth Speaker", "Audio", 29, 210, "fabric", "Fills a room and survives a splash."],
  ["Mechanical Keyboard", "Computers", 59, 190, "aluminium", "Quiet switches and keys that can be swapped."],
  ["Ergonomic Mouse", "Computers", 25, 110, "plastic", "Fits the hand, left or right."],
  ["Laptop Stand", "Computers", 25, 90, "aluminium", "Lifts the screen to eye level and folds flat."],
  ["Office Chair", "Furniture", 110, 540, "mesh", "Follows your back, with arms that adjust in height."],
  ["Side Table", "Furniture", 60, 260, "walnut", "Just large enough for a lamp, a book and a cup."],
  ["Bookshelf", "Furniture", 80, 390, "pine", "Five shelves, put together without tools."],
  ["Throw Blanket", "Home", 25, 110, "wool", "Soft, warm and large enough for two."],
  ["Scented Candle", "Home", 9, 45, "soy wax", "Burns for forty hours, with notes of cedar and fig."],
  ["Ceramic Vase", "Home", 18, 90, "ceramic", "Thrown by hand, so no two are alike."],
  ["Yoga Mat", "Sports", 18, 80, "cork", "Does not slip, even on warm days."],
  ["Bike Helmet", "Sports", 35, 150, "polycarbonate", "Light, well ventilated, with a dial for the perfect fit."],
  ["Camping Tent", "Outdoor", 90, 480, "nylon", "Stands in five minutes and stays dry in a storm."],
  ["Trail Lantern", "Outdoor", 15, 70, "aluminium", "Lasts three nights on one charge."],
  ["Face Cream", "Beauty", 9, 60, "glass", "For dry skin, without perfume."],
  ["Notebook", "Stationery", 4, 25, "recycled paper", "160 dotted pages that lie flat."],
];
// prettier-ignore
const styles = ["Classic", "Compact", "Everyday", "Premium", "Lightweight", "Essential", "Nordic", "Urban",
  "Original", "Foldable", "Modern", "Heritage", "Studio", "Travel", "Pro", "Mini"] as const;
const endings = [0.99, 0.9, 0.95, 0.5, 0] as const;
const claims = [
  "Made to last.",
  "With a two-year warranty.",
  "Made in small batches.",
  "Ships within two days.",
  "Free returns within thirty days.",
  "Available in several colours.",
] as const;

/** Draws a product around what is known of one. */
export function drawProduct(seed: number, known: Known): Product {
  const [noun, category, from, to, material, says] = pick(goods, seed);
  const style = pick(styles, mix(seed, 1));
  const name = knownText(known, "product") ?? `${style} ${noun}`;
  return {
    name,
    category,
    material,
    description: `${says} ${pick(claims, mix(seed, 2))}`,
    sku: `${noun.slice(0, 3).toUpperCase()}-${1000 + below(mix(seed, 3), 9000)}`,
    price: from + below(mix(seed, 4), to - from) + pick(endings, mix(seed, 5)),
  };
}
