import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Its recorded answers lie in this folder of a watcher, one file for each case. */
export const PAGES_FOLDER = 'pages';

const failure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal(['not-found', 'not-a-product']) }),
  z.strictObject({ kind: z.literal('blocked'), retryAfterSeconds: z.int().min(0).exactOptional() }),
  z.strictObject({ kind: z.literal(['refused', 'unreachable', 'unreadable']), why: z.string() }),
]);

const validator = { etag: z.string().exactOptional(), lastModified: z.string().exactOptional() };

/** What a shop answered; `url` is where that was after redirects, left out when there were none. */
const answer = z.union(
  [
    z.strictObject({ html: z.string(), url: z.url().optional(), ...validator }),
    z.strictObject({ json: z.json(), url: z.url().optional(), ...validator }),
    z.strictObject({ failed: failure }),
  ],
  'is none of { html }, { json } and { failed }',
);

const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'is no decimal such as "12.34"');

const KINDS = [
  ...(['offer', 'unavailable', 'ambiguous', 'not-a-product', 'not-found'] as const),
  ...(['blocked', 'unreadable', 'refused', 'unreachable'] as const),
];

/** What the look must end in; what is left out is not compared. */
export const expectation = z.strictObject({
  kind: z.enum(KINDS),
  title: z.string().optional(),
  price: decimal.nullable().optional(),
  currency: z.string().length(3).optional(),
  listPrice: decimal.nullable().optional(),
  availability: z.string().optional(),
  variant: z.string().optional(),
});

/** By what was asked: an address, and after a space the body where one address is asked several things. */
const answers = z.record(z.string().regex(/^https?:\/\/\S+( |$)/, 'is no http(s) link'), answer);

const caseFile = z.strictObject({
  /** Left out: the watcher's example. */
  link: z.url().optional(),
  expect: expectation.default({ kind: 'offer' }),
  answers,
});

export type RecordedAnswer = z.output<typeof answer>;
export type RecordedAnswers = Readonly<Record<string, RecordedAnswer>>;
export type Expectation = z.output<typeof expectation>;

/** One look at answers that were recorded. */
export interface RecordedCase {
  /** Of its file. */
  readonly name: string;
  readonly link: string;
  readonly expect: Expectation;
  readonly answers: RecordedAnswers;
}

/** A file that is not what it should be; the message says which and how. */
export class CaseFault extends Error {
  override readonly name = 'CaseFault';
}

/**
 * Reads the cases of a watcher, the example first. A file may also be nothing but the answers to the example
 * by URL.
 * @param link of the watcher's example. @throws CaseFault
 */
export function readRecordedCases(watcherFolder: string, link: string): readonly RecordedCase[] {
  const folder = join(watcherFolder, PAGES_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort((a, b) => Number(b === 'example.json') - Number(a === 'example.json') || a.localeCompare(b))
    .map((file) => readCase(join(folder, file), file.slice(0, -5), link));
}

function readCase(file: string, name: string, link: string): RecordedCase {
  const parsed = caseFile.safeParse(wrap(readJson(file)));
  if (!parsed.success) throw new CaseFault(`${file}: ${z.prettifyError(parsed.error)}`);
  return { link, ...parsed.data, name, ...(parsed.data.link === undefined ? { link } : {}) } as RecordedCase;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CaseFault(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function wrap(json: unknown): unknown {
  const isBare = typeof json === 'object' && json !== null && !('answers' in json);
  return isBare ? { answers: json } : json;
}
