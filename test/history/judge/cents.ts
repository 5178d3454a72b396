/** @param price a decimal with a dot. @returns null for null. */
export function toCents(price: string | null): number | null {
  return price === null ? null : Math.round(Number(price) * 100);
}
