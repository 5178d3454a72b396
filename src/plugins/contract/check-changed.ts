import { type Money, toDecimal } from '../../core/money';
import type { Availability } from '../../core/offer';
import { type Reading, chosenOffer } from '../../core/reading';
import { readPage } from '../../reading/read-page';
import { type Bench, type ContractCheck, ContractFault } from './bench';
import type { RecordedAnswer, RecordedAnswers, RecordedCase } from './recorded-case';
import { replay } from './replay';

/** A round offer, as far as the checks need it. */
interface KnownOffer {
  readonly example: RecordedCase;
  readonly price: Money;
  readonly availability: Availability;
  readonly key: string | undefined;
}

/**
 * The longest that a look may take of a page grown to some two megabytes, on a machine that is busy with much
 * else.
 */
const LONGEST_MS = 10_000;
const FILLER = `<div>${'<p>One more line of text, which says nothing about what it may cost.</p>\n'.repeat(25_000)}</div>`;

/** What `look` owes when the shop changes its answer: the recorded example, changed in ways that shops do. */
export const CHANGED_CHECKS: readonly ContractCheck[] = [
  {
    name: 'stays with the product behind a redirect',
    run: (bench) =>
      withOffer(bench, async ({ example, price, key }) => {
        const answers = mapAnswers(example.answers, (answer, url) =>
          'failed' in answer ? answer : { ...answer, url: addParameter(answer.url ?? url) },
        );
        const { reading, identity } = await bench.look(example.link, replay(answers));
        if (identity?.key !== key)
          throw new ContractFault(`its key became ${identity?.key ?? 'the one of the link'}`);
        if (!hasPrice(reading, price)) throw new ContractFault(`ends as ${describe(reading)}`);
      }),
  },
  {
    name: 'takes nothing from another site that it is sent to',
    run: (bench) =>
      withOffer(bench, async ({ example }) => {
        if (bench.watcher.hosts === 'any') return;
        const answers = mapAnswers(example.answers, (answer) =>
          'failed' in answer ? answer : { ...answer, url: 'https://elsewhere.example/welcome' },
        );
        const { reading } = await bench.look(example.link, replay(answers));
        if (chosenOffer(reading)) throw new ContractFault(`ends as ${describe(reading)}`);
      }),
  },
  {
    name: 'takes a price of zero for none',
    run: (bench) =>
      withOffer(bench, async ({ example, price }) => {
        const answers = mapAnswers(example.answers, (answer) =>
          editText(answer, (text) => writeZero(text, price)),
        );
        if (JSON.stringify(answers) === JSON.stringify(example.answers)) return;
        // The page may say its price once more, in a way that was not made zero.
        if (readPages(answers).some((reading) => hasPrice(reading, price))) return;
        const { reading } = await bench.look(example.link, replay(answers));
        if (reading.kind === 'offer') throw new ContractFault(`ends as ${describe(reading)}`);
      }),
  },
  {
    name: 'sees that a product went out of stock',
    run: (bench) =>
      withOffer(bench, async ({ example, availability }) => {
        if (availability !== 'in-stock') return;
        const changed = mapAnswers(example.answers, (answer) =>
          editText(answer, (text) => text.replace(/schema\.org\\?\/InStock/g, 'schema.org/OutOfStock')),
        );
        if (JSON.stringify(changed) === JSON.stringify(example.answers)) return;
        // A page may offer to people what it calls sold out to machines.
        if (readPages(changed).some(({ kind }) => kind === 'offer')) return;
        const { reading } = await bench.look(example.link, replay(changed));
        if (reading.kind === 'offer') throw new ContractFault(`ends as ${describe(reading)}`);
      }),
  },
  ...['79,90', '1.079,90', '1,079.90', '1 079,90', '1\u202f079,90', "1'079.90", '1’079.90'].map(
    (written): ContractCheck => ({
      name: `reads ${JSON.stringify(written)} right or not at all`,
      run: (bench) => withOffer(bench, (known) => checkWritten(bench, known, written)),
    }),
  ),
  {
    name: 'ends in time on a page of two megabytes',
    run: (bench) =>
      withOffer(bench, async ({ example, price }) => {
        const answers = mapAnswers(example.answers, (answer) =>
          'html' in answer ? { ...answer, html: answer.html + FILLER } : answer,
        );
        const before = performance.now();
        const { reading } = await bench.look(example.link, replay(answers));
        if (performance.now() - before > LONGEST_MS) throw new ContractFault('takes more than 10 s');
        if (reading.kind === 'offer' && !hasPrice(reading, price))
          throw new ContractFault(`ends as ${describe(reading)}`);
      }),
  },
];

/**
 * Shops write amounts in the way of their country, in machine fields too. Only pages: what an API means is
 * its own.
 */
async function checkWritten(bench: Bench, { example, price }: KnownOffer, written: string): Promise<void> {
  const shown = toDecimal(price);
  if (bench.watcher.reads !== 'page' || !/^\d+\.\d\d$/.test(shown)) return;
  const amount = Number(
    written
      .replace(/[^\d.,]/g, '')
      .replace(/[.,](?=\d{3})/g, '')
      .replace(',', '.'),
  );
  // Bare numbers of JSON have one way to be written.
  const pattern = new RegExp(`(?<![\\d.,]|:\\s?)${shown.replace('.', '[.,]')}(?![\\d.,]*\\d)`, 'g');
  const answers = mapAnswers(example.answers, (answer) =>
    editText(answer, (text) => text.replace(pattern, written)),
  );
  if (JSON.stringify(answers) === JSON.stringify(example.answers)) return;
  const { reading } = await bench.look(example.link, replay(answers));
  const got = reading.kind === 'offer' ? chosenOffer(reading)?.price : null;
  if (!got) return;
  const still = Number(shown) === Number(toDecimal(got));
  if (Number(toDecimal(got)) !== amount && !still) throw new ContractFault(`ends as ${describe(reading)}`);
}

async function withOffer(bench: Bench, check: (known: KnownOffer) => Promise<void>): Promise<void> {
  const example = bench.cases.find(({ expect }) => expect.kind === 'offer');
  if (!example) return;
  const { reading, identity } = await bench.look(example.link, replay(example.answers));
  const offer = chosenOffer(reading);
  // That there is none is told by the check of the recorded answers.
  if (offer?.price)
    await check({ example, price: offer.price, availability: offer.availability, key: identity?.key });
}

/** What any page's reader makes of the pages among the answers: where it is mistaken, so may others be. */
function readPages(answers: RecordedAnswers): readonly Reading[] {
  return Object.entries(answers).flatMap(([url, answer]) => {
    if (!('html' in answer)) return [];
    const body = new TextEncoder().encode(answer.html);
    return [readPage({ url, body, contentType: 'text/html; charset=utf-8' })];
  });
}

function mapAnswers(
  answers: RecordedAnswers,
  change: (answer: RecordedAnswer, url: string) => RecordedAnswer,
): RecordedAnswers {
  return Object.fromEntries(Object.entries(answers).map(([url, answer]) => [url, change(answer, url)]));
}

/** Changes the text of an answer; an answer whose JSON breaks by it stays as it was. */
function editText(answer: RecordedAnswer, edit: (text: string) => string): RecordedAnswer {
  if ('html' in answer) return { ...answer, html: edit(answer.html) };
  if ('failed' in answer) return answer;
  try {
    return { ...answer, json: JSON.parse(edit(JSON.stringify(answer.json))) as never };
  } catch {
    return answer;
  }
}

/** Every way in which the amount may be written becomes zero. */
function writeZero(text: string, price: Money): string {
  const decimal = toDecimal(price);
  const [whole = '', fraction = ''] = decimal.split('.');
  const grouped = [',', '.', ' '].map((mark) => whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, mark));
  const written = [whole, ...grouped].flatMap((start) => [`${start}.${fraction}`, `${start},${fraction}`]);
  const ways = [...(fraction === '' ? grouped : written), String(Number(decimal)), String(price.minor)];
  const pattern = ways.map((way) => way.replace(/[.]/g, '\\.')).join('|');
  return text.replace(new RegExp(`(?<![\\d.,])(?:${pattern})(?![\\d]|[.,]\\d)`, 'g'), (way) =>
    /[.,]/.test(way) ? '0.00' : '0',
  );
}

function addParameter(link: string): string {
  const url = new URL(link);
  url.searchParams.append('utm_source', 'redirect');
  return url.href;
}

function hasPrice(reading: Reading, price: Money): boolean {
  const got = chosenOffer(reading)?.price;
  return got?.minor === price.minor && got.currency === price.currency;
}

function describe(reading: Reading): string {
  const price = chosenOffer(reading)?.price;
  return price ? `${reading.kind} for ${toDecimal(price)} ${price.currency}` : reading.kind;
}
