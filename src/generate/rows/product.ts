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

type Line = readonly [noun: string, category: string, from: number, to: number, material: string];

const goods: readonly Line[] = [
  ["Desk Lamp", "Lighting", 25, 120, "steel"],
  ["Floor Lamp", "Lighting", 60, 240, "brass"],
  ["Backpack", "Bags", 35, 160, "canvas"],
  ["Tote Bag", "Bags", 12, 60, "cotton"],
  ["Water Bottle", "Kitchen", 12, 45, "stainless steel"],
  ["Coffee Grinder", "Kitchen", 30, 180, "steel"],
  ["Chef's Knife", "Kitchen", 30, 190, "carbon steel"],
  ["Tea Kettle", "Kitchen", 25, 110, "enamel"],
  ["Cutting Board", "Kitchen", 15, 70, "oak"],
  ["Running Shoes", "Footwear", 60, 170, "mesh"],
  ["Hiking Boots", "Footwear", 90, 260, "leather"],
  ["Rain Jacket", "Clothing", 50, 220, "polyester"],
  ["Wool Sweater", "Clothing", 40, 150, "merino wool"],
  ["Linen Shirt", "Clothing", 35, 95, "linen"],
  ["Denim Jeans", "Clothing", 45, 130, "cotton"],
  ["Wireless Headphones", "Audio", 49, 320, "aluminium"],
  ["Bluetooth Speaker", "Audio", 29, 210, "fabric"],
  ["Mechanical Keyboard", "Computers", 59, 190, "aluminium"],
  ["Ergonomic Mouse", "Computers", 25, 110, "plastic"],
  ["Laptop Stand", "Computers", 25, 90, "aluminium"],
  ["Office Chair", "Furniture", 110, 540, "mesh"],
  ["Side Table", "Furniture", 60, 260, "walnut"],
  ["Bookshelf", "Furniture", 80, 390, "pine"],
  ["Throw Blanket", "Home", 25, 110, "wool"],
  ["Scented Candle", "Home", 9, 45, "soy wax"],
  ["Ceramic Vase", "Home", 18, 90, "ceramic"],
  ["Yoga Mat", "Sports", 18, 80, "cork"],
  ["Bike Helmet", "Sports", 35, 150, "polycarbonate"],
  ["Camping Tent", "Outdoor", 90, 480, "nylon"],
  ["Trail Lantern", "Outdoor", 15, 70, "aluminium"],
  ["Face Cream", "Beauty", 9, 60, "glass"],
  ["Notebook", "Stationery", 4, 25, "recycled paper"],
];
// prettier-ignore
const styles = ["Classic", "Compact", "Everyday", "Premium", "Lightweight", "Essential", "Nordic", "Urban",
  "Original", "Foldable", "Modern", "Heritage", "Studio", "Travel", "Pro", "Mini"] as const;
const endings = [0.99, 0.9, 0.95, 0.5, 0] as const;
// prettier-ignore
const claims = ["made to last", "with a two-year warranty", "made in small batches", "designed for daily use",
  "light enough to take anywhere", "available in several colours"] as const;

/** Draws a product around what is known of one. */
export function drawProduct(seed: number, known: Known): Product {
  const [noun, category, from, to, material] = pick(goods, seed);
  const style = pick(styles, mix(seed, 1));
  const name = knownText(known, "product") ?? `${style} ${noun}`;
  return {
    name,
    category,
    material,
    description: `${name} in ${material}, ${pick(claims, mix(seed, 2))}.`,
    sku: `${noun.slice(0, 3).toUpperCase()}-${1000 + below(mix(seed, 3), 9000)}`,
    price: from + below(mix(seed, 4), to - from) + pick(endings, mix(seed, 5)),
  };
}
