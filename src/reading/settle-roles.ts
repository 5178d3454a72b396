import { MARKS } from './page-facts';
import type { AmountRole, ShownAmount, UnsettledRole, WrittenAmount } from './shown-amount';

/** Farther away an amount is that of something else. */
const REACH = 300;
/** A sale is seldom deeper; what is less of it is a rate or a saving. */
const DEEPEST_SALE = 0.3;
/** Taxes on sales lie between these all over the world. */
const LEAST_TAX = 1.01;
const MOST_TAX = 1.3;

export function isWithTax(gross: number, net: number): boolean {
  return gross / net >= LEAST_TAX && gross / net <= MOST_TAX;
}

/**
 * Decides by the amounts beside it what an amount is whose words alone do not tell. "Regular price €20": the
 * price where nothing stands beside it, the old one beside a lower, unclear beside a higher. "€10 excl. VAT":
 * no price beside the one with tax.
 */
export function settleRoles(amounts: readonly WrittenAmount[]): ShownAmount[] {
  return amounts.map((amount) => {
    const { role } = amount;
    if (!isUnsettled(role)) return { ...amount, role };
    const beside = amounts.filter((other) => isBeside(other, amount));
    return { ...amount, role: SETTLE[role](amount, beside) };
  });
}

const SETTLE: Readonly<
  Record<UnsettledRole, (amount: WrittenAmount, beside: readonly WrittenAmount[]) => AmountRole>
> = { usual: settleUsual, net: settleNet, cut: settleCut, saved: settleSaved };

function isUnsettled(role: WrittenAmount['role']): role is UnsettledRole {
  return Object.hasOwn(SETTLE, role);
}

/**
 * "€20 Save €5": the old price where €15 stands beside it, the price where €25 does; alone it can be either.
 */
function settleSaved(amount: WrittenAmount, beside: readonly WrittenAmount[]): AmountRole {
  const value = Number(amount.decimal);
  const others = beside.map(({ decimal }) => Number(decimal));
  const isThere = (sum: number): boolean => others.some((other) => Math.abs(other - sum) < 0.005);
  if (others.some((saving) => saving < value && isThere(value - saving))) return 'old';
  return others.some((saving) => isThere(value + saving)) ? 'price' : 'doubtful';
}

/** "€20 -40%": the old price above a lower one, the price beside a higher; alone it can be either. */
function settleCut(amount: WrittenAmount, beside: readonly WrittenAmount[]): AmountRole {
  if (beside.some((other) => isSaleOf(other, amount))) return 'old';
  return beside.some((other) => isSaleOf(amount, other)) ? 'price' : 'doubtful';
}

function settleUsual(amount: WrittenAmount, beside: readonly WrittenAmount[]): AmountRole {
  if (beside.some((other) => isSaleOf(other, amount))) return 'old';
  return beside.some((other) => other.role === 'price') ? 'doubtful' : 'price';
}

function settleNet(amount: WrittenAmount, beside: readonly WrittenAmount[]): AmountRole {
  const isTaxed = beside.some(
    (other) => other.role === 'price' && isWithTax(Number(other.decimal), Number(amount.decimal)),
  );
  return isTaxed ? 'net' : 'price';
}

function isBeside(other: WrittenAmount, amount: WrittenAmount): boolean {
  return (
    (other.marks & MARKS.aside) === 0 &&
    Number(other.decimal) !== Number(amount.decimal) &&
    Math.abs(other.at - amount.at) < REACH
  );
}

function isSaleOf(other: WrittenAmount, amount: WrittenAmount): boolean {
  const share = shareOf(other, amount);
  return (
    (other.role === 'price' || other.role === 'doubtful' || other.role === 'cut') &&
    share < 1 &&
    share >= DEEPEST_SALE
  );
}

function shareOf(other: WrittenAmount, amount: WrittenAmount): number {
  return Number(other.decimal) / Number(amount.decimal);
}
