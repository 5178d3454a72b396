import { parseArgs } from 'node:util';
import { type PriceText, readPriceText } from '../reading/price-text';
import { type Command, UsageError } from './command';

export const command: Command = {
  usage: 'ebb price TEXT... [--currency-hint X] [--json]    reads the amount and currency of price texts',
  run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'currency-hint': { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    if (positionals.length === 0) throw new UsageError('give at least one text to read, e.g. "1.299,00 €".');
    const currencyHint = values['currency-hint'];
    const hints = currencyHint === undefined ? {} : { currencyHint };
    for (const text of positionals) {
      const line = { text, ...readPriceText(text, hints) };
      io.stdout.write(`${values.json ? JSON.stringify(line) : describeLine(line)}\n`);
    }
    return Promise.resolve(0);
  },
};

function describeLine({ text, price, currency }: PriceText & { readonly text: string }): string {
  if (price === null) return `${text}: no price`;
  return currency === null ? `${text}: ${price}, currency unknown` : `${text}: ${price} ${currency}`;
}
