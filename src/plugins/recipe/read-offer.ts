import { type Money, fromDecimal } from '../../core/money';
import type { Availability } from '../../core/offer';
import type { Reading } from '../../core/reading';
import { readAmount } from '../../reading/read-amount';
import { readAvailability } from '../../reading/sources/thing-offers';
import { buildOffer, toReading } from '../../watcher-api/build-offer';
import { fromHundredths } from '../../watcher-api/from-hundredths';
import { LookFailure } from '../../watcher-api/look-failure';
import { type FoundValue, type OpenAnswer, describePlace, findValue, readText } from './read-field';
import type { Recipe, RecipeFields } from './recipe-schema';

type FoundPrice = FoundValue<RecipeFields['price'][number]>;

/**
 * Reads the offer of an answer as a recipe says.
 * @returns null when the answer has no title, or no price though the product seems to be for sale.
 * @throws LookFailure when there is a price, and no currency to it.
 */
export function readOffer(
  answer: OpenAnswer,
  { fields }: Pick<Recipe, 'fields'>,
  url: string,
): Reading | null {
  const title = readText(answer, fields.title);
  const found = findValue(answer, fields.price);
  const availability = readStock(answer, fields.availability);
  if (title === undefined || (!found && availability !== 'out-of-stock')) return null;
  const currency = readText(answer, fields.currency) ?? null;
  const listed = fields.listPrice && findValue(answer, fields.listPrice);
  return toReading(
    buildOffer({
      title,
      url,
      price: found ? readMoney(found, currency) : null,
      listPrice: listed ? readMoney(listed, currency) : null,
      availability,
      image: readText(answer, fields.image),
      seller: readText(answer, fields.seller),
      condition: readText(answer, fields.condition),
      variant: readText(answer, fields.variant),
      source: found ? `recipe: ${describePlace(found.place)}` : 'recipe',
      snippet: found ? `${found.value} ${currency ?? ''}`.trim() : title,
    }),
  );
}

/** @returns null when the text shows no amount. */
function readMoney({ value, place }: FoundPrice, currency: string | null): Money | null {
  if (typeof value === 'boolean') return null;
  if (place.unit === 'hundredths') return fromHundredths(Number(value), requireCurrency(currency));
  const amount = readAmount(value, currency, {});
  return amount && fromDecimal(amount.decimal, requireCurrency(amount.currency));
}

function requireCurrency(currency: string | null): string {
  if (currency !== null) return currency.trim().toUpperCase();
  throw new LookFailure({ kind: 'unreadable', why: 'The shop shows a price, but not in which currency.' });
}

function readStock(answer: OpenAnswer, field: RecipeFields['availability']): Availability {
  if (field === undefined) return 'unknown';
  if (typeof field === 'string') return field;
  const found = findValue(answer, field);
  if (!found) return 'unknown';
  const { value, place } = found;
  const text = String(value);
  if (place.values) return Object.hasOwn(place.values, text) ? (place.values[text] ?? 'unknown') : 'unknown';
  if (typeof value === 'boolean' || text === 'true' || text === 'false')
    return text === 'true' ? 'in-stock' : 'out-of-stock';
  return readAvailability(text);
}
