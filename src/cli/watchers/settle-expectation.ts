import type { Reading } from '../../core/reading';
import type { Expectation } from '../../plugins/contract/recorded-case';
import { expectReading, parseExpectation } from '../../plugins/record/write-case';
import { UsageError, type CommandIo } from '../command';
import { describeReading, printLine } from '../describe-reading';
import type { Questions } from '../questions';

/** `--accept` and `--expect`, which stand in for a person's answer. */
export interface GivenExpectation {
  readonly accept: boolean;
  readonly expect?: string | undefined;
}

/** What a look must find: as told by an option, else as read when a person says that it is right. */
export async function settleExpectation(
  reading: Reading,
  given: GivenExpectation,
  questions: Questions,
  io: CommandIo,
): Promise<Expectation> {
  const read = expectReading(reading);
  if (given.accept) return read;
  if (given.expect !== undefined) return readExpectation(given.expect);
  io.stderr.write(`${printLine(describeReading(reading))}\n`);
  const question =
    "Is that what the page says? yes, or what it says, such as 'offer 12.34 EUR' or 'unavailable':";
  const answer = await questions.ask(question, 'yes');
  if (answer === null) throw new UsageError('say what the look must find: --accept, or --expect.');
  return /^y(es)?$/i.test(answer) ? read : readExpectation(answer);
}

/** What is written after `--expect`. @throws UsageError */
export function readExpectation(text: string): Expectation {
  const expectation = parseExpectation(text);
  if (!expectation) throw new UsageError(`"${text}" is no outcome such as 'offer 12.34 EUR' or 'not-found'.`);
  return expectation;
}
