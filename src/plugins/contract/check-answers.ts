import { isDeepStrictEqual } from 'node:util';
import type { Http } from '../../core/ports';
import type { Reading } from '../../core/reading';
import { type Bench, type ContractCheck, ContractFault } from './bench';
import { compareReading } from './compare-reading';
import type { RecordedAnswer } from './recorded-case';
import { replay, replayAlways, replayBytes } from './replay';

type Failure = Extract<RecordedAnswer, { failed: unknown }>['failed'];

const FAILURES: readonly Failure[] = [
  { kind: 'not-found' },
  { kind: 'blocked' },
  { kind: 'blocked', retryAfterSeconds: 120 },
  { kind: 'unreachable', why: 'The shop answered with error 500.' },
  { kind: 'refused', why: 'robots.txt does not allow it.' },
];

/** Answers without a product, by what a person would call them. */
const USELESS: Readonly<Record<string, string>> = {
  'an empty answer': '',
  'bytes that mean nothing': '\u0000\u0001<<<>>>{{{',
  'an empty object': '{}',
  'an empty list': '[]',
  null: 'null',
  'deep brackets': '['.repeat(5000),
  'a page without a product': '<!doctype html><title>Hello</title><h1>Hello</h1>',
  'a page that is gone, sent as if it were there':
    '<!doctype html><title>Page not found</title><h1>404</h1><p>Sorry, we could not find this page.</p>',
  'a captcha':
    '<!doctype html><title>Robot or human?</title><h1>Are you a human?</h1><form action="/captcha"><input name="captcha"></form>',
  'a thousand elements in one another': `<!doctype html>${'<div>'.repeat(1000)}`,
};

const NO_OFFER: readonly Reading['kind'][] = [
  'not-found',
  'not-a-product',
  'blocked',
  'unreadable',
  'unreachable',
];

/** What `look` owes to the answers of a shop as they come. */
export const ANSWER_CHECKS: readonly ContractCheck[] = [
  {
    name: 'reads its recorded answers as they were meant',
    async run(bench) {
      if (!bench.cases.some(({ expect }) => expect.kind === 'offer'))
        throw new ContractFault('has no recorded answers with an offer: ebb watchers record LINK');
      for (const { name, link, expect, answers } of bench.cases) {
        const { reading } = await bench.look(link, replay(answers));
        const difference = compareReading(expect, reading);
        if (difference !== null) throw new ContractFault(`${name}: ${difference}`);
      }
    },
  },
  {
    name: 'reads the same answer twice alike, as the same product',
    async run(bench) {
      for (const { name, link, answers } of bench.cases) {
        const first = await bench.look(link, replay(answers));
        const second = await bench.look(link, replay(answers));
        if (!isDeepStrictEqual(first, second)) throw new ContractFault(`${name}: two looks differ`);
      }
    },
  },
  ...FAILURES.map((failed): ContractCheck => ({
    name: `ends as ${failed.kind} when its requests do${'retryAfterSeconds' in failed ? ', with the time to wait' : ''}`,
    async run(bench) {
      const reading = await lookAt(bench, replayAlways({ failed }));
      if (!isDeepStrictEqual(reading, failed)) throw new ContractFault(`ends as ${JSON.stringify(reading)}`);
    },
  })),
  ...Object.entries(USELESS).map(([name, text]): ContractCheck => ({
    name: `finds no offer in ${name}`,
    async run(bench) {
      const { kind } = await lookAt(bench, replayBytes(new TextEncoder().encode(text)));
      if (!NO_OFFER.includes(kind)) throw new ContractFault(`ends as ${kind}`);
    },
  })),
];

async function lookAt(bench: Bench, http: Http): Promise<Reading> {
  return (await bench.look(bench.watcher.example.url, http)).reading;
}
