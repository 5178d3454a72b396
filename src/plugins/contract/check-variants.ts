import type { LookResult } from '../../core/ports';
import type { Offer } from '../../core/offer';
import type { Reading } from '../../core/reading';
import { tryMatch } from '../identify';
import { type Bench, type ContractCheck, ContractFault, SILENT } from './bench';
import { replay } from './replay';

/** What a watcher owes to products that come in several variants, and under several links. */
export const VARIANT_CHECKS: readonly ContractCheck[] = [
  {
    name: 'tells the offers of a page apart',
    async run(bench) {
      for (const { name, reading } of await readCases(bench)) {
        const offers = offersOf(reading);
        const alike = offers.find((offer, index) =>
          offers.slice(0, index).some((other) => isAlike(offer, other)),
        );
        if (alike) throw new ContractFault(`${name}: two offers are both "${alike.variant ?? alike.title}"`);
      }
    },
  },
  {
    name: 'leads from the links of variants to keys of their own',
    async run(bench) {
      for (const { name, reading } of await readCases(bench)) {
        if (reading.kind !== 'ambiguous') continue;
        const links = [...new Set(reading.candidates.map(({ url }) => url))];
        const keys = links.flatMap((link) => keyOf(bench, link) ?? []);
        const twice = keys.find((key, index) => keys.indexOf(key) < index);
        if (twice !== undefined)
          throw new ContractFault(`${name}: two variants with links of their own have the key ${twice}`);
      }
    },
  },
  {
    name: 'gives different variants different keys',
    run(bench) {
      const variants = new Map<string, string>();
      for (const { link, expect } of bench.cases) {
        const key = expect.variant === undefined ? null : keyOf(bench, link);
        if (key === null || expect.variant === undefined) continue;
        const other = variants.get(key) ?? expect.variant;
        if (other !== expect.variant)
          throw new ContractFault(`"${other}" and "${expect.variant}" both have the key ${key}`);
        variants.set(key, other);
      }
    },
  },
  {
    name: 'moves a product only to keys that its link has',
    async run(bench) {
      for (const { name, identity } of await readCases(bench)) {
        if (identity?.watcher !== bench.watcher.id) continue;
        const back = keyOf(bench, identity.url);
        if (back !== identity.key)
          throw new ContractFault(
            `${name}: ${identity.url} has the key ${back ?? 'of nothing'} instead of ${identity.key}`,
          );
      }
    },
  },
];

async function readCases(bench: Bench): Promise<readonly (LookResult & { readonly name: string })[]> {
  const read = [];
  for (const { name, link, answers } of bench.cases)
    read.push({ name, ...(await bench.look(link, replay(answers))) });
  return read;
}

function offersOf(reading: Reading): readonly Offer[] {
  if (reading.kind === 'ambiguous') return reading.candidates;
  return reading.kind === 'offer' ? reading.offers : [];
}

/** Could nobody choose between them? What differs in nothing but the price is one thing twice. */
function isAlike(a: Offer, b: Offer): boolean {
  return (['title', 'url', 'variant', 'seller', 'condition'] as const).every((name) => a[name] === b[name]);
}

function keyOf({ watcher }: Bench, link: string): string | null {
  return tryMatch(watcher, new URL(link), SILENT)?.key ?? null;
}
