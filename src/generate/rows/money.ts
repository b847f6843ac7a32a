import { below, mix } from "../hash.ts";
import { knownNumber, type Known } from "./known.ts";

/** An amount that adds up: quantity × unit price = subtotal, subtotal + tax = total. */
export interface Money {
  readonly unitPrice: number;
  readonly quantity: number;
  readonly subtotal: number;
  readonly taxRate: number;
  readonly tax: number;
  readonly total: number;
}

const rates = [20, 19, 21, 10, 5.5] as const;

/** Draws a small purchase at this unit price, around what is known of one. */
export function drawMoney(seed: number, price: number, known: Known): Money {
  const unitPrice = knownNumber(known, "unitPrice") ?? cents(price);
  const quantity = knownNumber(known, "quantity") ?? 1 + below(mix(seed, 1), 4);
  const subtotal = knownNumber(known, "subtotal") ?? cents(unitPrice * quantity);
  const taxRate = rates[below(mix(seed, 2), rates.length)] ?? 20;
  const tax = cents((subtotal * taxRate) / 100);
  return { unitPrice, quantity, subtotal, taxRate, tax, total: cents(subtotal + tax) };
}

/** Rounded to two decimals. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
