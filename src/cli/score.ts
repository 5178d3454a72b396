import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { toDecimal } from '../core/money';
import { type Reading, chosenOffer } from '../core/reading';
import { loadWatchers } from '../plugins/load-watchers';
import { readSavedPage } from '../plugins/read-saved-page';
import type { Page } from '../reading/read-page';
import { type Command, UsageError } from './command';
import { logTo } from './log-to';
import { judge, readExpected, type Verdict } from './saved-page';

interface PageScore {
  readonly id: string;
  readonly expected: string | null;
  readonly got: string | null;
  readonly currency: string | null;
  readonly confidence: number | null;
  readonly verdict: Verdict;
  /** null: there is no currency to compare. */
  readonly currencyRight: boolean | null;
  readonly milliseconds: number;
}

export const command: Command = {
  usage: 'ebb score DIR [--json]    reads DIR/*/page.html and compares with DIR/*/expected.json',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [directory] = positionals;
    if (directory === undefined || positionals.length > 1)
      throw new UsageError('give one folder of saved pages.');
    const watchers = loadWatchers({ packages: [], environment: {} });
    const log = logTo(io.stderr);
    const { results, ...score } = await scoreFolder(directory, (page) => readSavedPage(watchers, page, log));
    io.stdout.write(values.json ? `${JSON.stringify({ ...score, results })}\n` : describe(score));
    return 0;
  },
};

type PageReader = (page: Page) => Reading | Promise<Reading>;

/** What a reader makes of each `DIR/ID/page.html`, against the `expected.json` beside it. */
export async function scoreFolder(directory: string, read: PageReader) {
  const ids = readdirSync(directory).filter((id) => existsSync(join(directory, id, 'expected.json')));
  if (ids.length === 0)
    throw new Error(`${directory} holds no saved pages (NAME/page.html with NAME/expected.json).`);
  const scores: PageScore[] = [];
  for (const id of ids.sort()) scores.push(await scorePage(directory, id, read));
  const count = (verdict: string): number => scores.filter((score) => score.verdict === verdict).length;
  const milliseconds = scores.reduce((sum, score) => sum + score.milliseconds, 0);
  return {
    pages: scores.length,
    right: count('right'),
    wrong: count('wrong'),
    none: count('none'),
    currencyRight: scores.filter((score) => score.currencyRight).length,
    msPerPage: Number((milliseconds / scores.length).toFixed(2)),
    results: scores.map(({ id, expected, got, currency, confidence, verdict }) => ({
      ...{ id, expected, got, currency, confidence, verdict },
    })),
  };
}

async function scorePage(directory: string, id: string, read: PageReader): Promise<PageScore> {
  const expected = readExpected(join(directory, id, 'expected.json'));
  const body = readFileSync(join(directory, id, 'page.html'));
  const started = performance.now();
  const offer = chosenOffer(await read({ url: expected.url ?? '', body, contentType: 'text/html' }));
  const milliseconds = performance.now() - started;
  const got = offer?.price ? toDecimal(offer.price) : null;
  const currency = offer?.price?.currency ?? null;
  return {
    id,
    expected: expected.price === null ? null : String(expected.price),
    got,
    currency,
    confidence: offer?.confidence ?? null,
    verdict: judge(got, expected),
    currencyRight:
      currency === null || typeof expected.currency !== 'string' ? null : currency === expected.currency,
    milliseconds,
  };
}

function describe(score: Omit<Awaited<ReturnType<typeof scoreFolder>>, 'results'>): string {
  const { pages, right, wrong, none, currencyRight, msPerPage } = score;
  return `${pages} pages: ${right} right, ${wrong} wrong, ${none} without an answer; currency right on ${currencyRight}; ${msPerPage} ms a page\n`;
}
