import { MARKS } from './page-facts';
import type { ShownAmount, WrittenAmount } from './shown-amounts';

/** Farther away an amount is that of something else. */
const REACH = 300;

/** A sale is seldom deeper; what is less of it is a rate or a saving. */
const DEEPEST_SALE = 0.3;

/** "Regular price €20": the price where nothing stands beside it, the old one beside a lower, unclear beside a higher. */
export function settleUsual(amounts: readonly WrittenAmount[]): ShownAmount[] {
  return amounts.map((amount) => {
    const { role } = amount;
    if (role !== 'usual') return { ...amount, role };
    const beside = amounts.filter((other) => isBeside(other, amount));
    if (beside.some((other) => isSaleOf(other, amount))) return { ...amount, role: 'old' };
    return { ...amount, role: beside.some((other) => other.role === 'price') ? 'doubtful' : 'price' };
  });
}

function isBeside(other: WrittenAmount, amount: WrittenAmount): boolean {
  return (
    (other.marks & MARKS.aside) === 0 &&
    Number(other.decimal) !== Number(amount.decimal) &&
    Math.abs(other.at - amount.at) < REACH
  );
}

function isSaleOf(other: WrittenAmount, amount: WrittenAmount): boolean {
  const share = Number(other.decimal) / Number(amount.decimal);
  return (other.role === 'price' || other.role === 'doubtful') && share < 1 && share >= DEEPEST_SALE;
}
