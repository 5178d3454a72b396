import type { FetchOutcome } from '../../core/ports';
import type { Reading } from '../../core/reading';
import { decodePage } from '../../reading/decode-page';
import type { RecordedAnswer, RecordedAnswers } from '../contract/recorded-case';
import { redact } from './redact';
import { shrinkPage } from './shrink-page';

/** The recording is not what it should be; the message says why, for a person. */
export class RecordFault extends Error {
  override readonly name = 'RecordFault';
}

/**
 * Answers fit to be kept: without what belongs to a person or a visit, and pages as small as they read the
 * same.
 * @param kept by what was asked.
 * @param remove further texts to take out.
 * @param reading of the answers as they came; `read` reads them again.
 * @throws RecordFault when they read otherwise once they are redacted.
 */
export async function cleanAnswers(
  kept: ReadonlyMap<string, FetchOutcome>,
  remove: readonly string[],
  reading: Reading,
  read: (answers: RecordedAnswers) => Promise<Reading>,
): Promise<RecordedAnswers> {
  let got = reading;
  for (const shrink of [shrinkPage, (html: string) => html]) {
    const answers = cleanAll(kept, (text) => redact(text, remove), shrink);
    got = await read(answers);
    if (isSame(reading, got)) return answers;
  }
  throw new RecordFault(
    `the redacted answer reads as ${got.kind}, the shop's own as ${reading.kind}: nothing is kept`,
  );
}

function cleanAll(
  kept: ReadonlyMap<string, FetchOutcome>,
  clean: (text: string) => string,
  shrink: (html: string) => string,
): RecordedAnswers {
  const answers = [...kept].flatMap(([asked, outcome]) => {
    const answer = cleanAnswer(asked, outcome, clean, shrink);
    return answer ? [[asked, answer] as const] : [];
  });
  return Object.fromEntries(answers);
}

function cleanAnswer(
  asked: string,
  outcome: FetchOutcome,
  clean: (text: string) => string,
  shrink: (html: string) => string,
): RecordedAnswer | null {
  if (outcome.kind === 'not-modified') return null;
  if (outcome.kind === 'failed') return { failed: outcome.reading } as RecordedAnswer;
  const redirected = outcome.url === asked.split(' ', 1)[0] ? {} : { url: clean(outcome.url) };
  const text = decodePage(outcome.body, outcome.contentType);
  const json = /json/i.test(outcome.contentType) ? parseJson(clean(text)) : undefined;
  return json === undefined
    ? { html: clean(shrink(text)), ...redirected }
    : { json: json as never, ...redirected };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Do both say the same? Where in the text a price stood may differ. */
function isSame(a: Reading, b: Reading): boolean {
  return summarise(a) === summarise(b);
}

function summarise(reading: Reading): string {
  return JSON.stringify(reading, (name, value: unknown) =>
    name === 'evidence' || name === 'confidence' ? undefined : value,
  );
}
