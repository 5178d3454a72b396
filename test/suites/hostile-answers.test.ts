import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '../../src/core/reading';
import { describeBuilt } from '../support/built-program';
import type { HostileAnswer } from '../support/hostile/hostile-answer';
import { type HostileLooks, lookAtHostile } from '../support/hostile/look-at-hostile';
import type { Looked } from '../support/looking-process';
import { ownAnswers } from '../support/hostile/own-answers';
import { pageAnswers } from '../support/hostile/page-answers';
import { transportAnswers } from '../support/hostile/transport-answers';

interface RecordedCase {
  readonly id: string;
  readonly name: string;
  /** A kind of reading, or several in a sentence. */
  readonly kind: string;
}

const ROOT = join(__dirname, '..', '..');
const file = join(process.env['EBB_SHARED'] ?? join(ROOT, '..', 'shared'), 'data', 'hostile-cases.json');
const recorded = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RecordedCase[]) : [];
const answers = { ...transportAnswers, ...pageAnswers };

/** What no single answer over a loopback socket can show. */
const PROVED_ELSEWHERE: Readonly<Record<string, string>> = {
  'transport-005': 'src/http/dial.test.ts',
  'transport-023': 'src/http/dial.test.ts',
  'transport-037': 'src/http/dial.test.ts',
  'price-091': 'src/core/gate.test.ts',
  'structure-051': 'src/plugins/recipe/safe-selector.test.ts',
};

const MOST_BLOCKED_MS = 50;
/** 15 s for the whole exchange and as long for the watcher, and what a busy machine adds. */
const MOST_LOOK_MS = 60_000;
/** Two threads of 256 MB, the program, and what is on its way between them. */
const MOST_RSS_MB = 900;
const LOOKS_MS = 180_000;

/**
 * The answers over which the main loop stood still for longer than that, or than a machine that is busy
 * explains.
 */
function findBlocking(all: readonly HostileAnswer[], looks: HostileLooks): readonly HostileAnswer[] {
  return all.filter((answer) => {
    const { blockedMs, noiseMs } = looks.of(answer);
    return blockedMs > Math.max(MOST_BLOCKED_MS, 4 * noiseMs);
  });
}

/** Looks at all of them once, and proves what must hold whatever was answered. */
function lookAtAll(all: readonly HostileAnswer[]): () => HostileLooks {
  let looks: HostileLooks;
  beforeAll(async () => (looks = await lookAtHostile(all)), LOOKS_MS);
  const most = (read: (looked: Looked) => number): number =>
    Math.round(Math.max(...all.map((answer) => read(looks.of(answer)))));

  it('logs no fault of the program', () => {
    expect(looks.log).toBe('');
  });

  it(
    'never holds the main loop',
    async () => {
      const blockedMs = most((looked) => looked.blockedMs);
      const idleThreadMs = most(({ noiseMs }) => noiseMs);
      console.info(
        `${all.length} hostile answers: main loop blocked ${blockedMs} ms, idle thread ${idleThreadMs} ms`,
      );
      let blocking = findBlocking(all, looks);
      // What an answer does to the loop it does each time; the machine does not.
      for (let again = 0; again < 3 && blocking.length > 0; again += 1)
        blocking = findBlocking(blocking, await lookAtHostile(blocking));
      expect(blocking.map(({ name }) => name)).toEqual([]);
    },
    LOOKS_MS,
  );

  it('keeps within its time and memory', () => {
    const [ms, rssMb] = [most((looked) => looked.ms), most((looked) => looked.rssMb)];
    console.info(`${all.length} hostile answers: the longest look ${ms} ms, ${rssMb} MB`);
    expect(ms).toBeLessThan(MOST_LOOK_MS);
    expect(rssMb).toBeLessThan(MOST_RSS_MB);
  });

  return () => looks;
}

function expectRead({ price, retryAfterSeconds }: HostileAnswer, reading: Reading): void {
  if (price) {
    const [minor, currency] = price;
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor, currency } }] });
  }
  if (retryAfterSeconds !== undefined) expect(reading).toMatchObject({ retryAfterSeconds });
}

describeBuilt('answers built to exhaust their readers', () => {
  const looks = lookAtAll(ownAnswers);

  it.each(ownAnswers.map((answer) => [answer.name, answer] as const))('%s', (_, answer) => {
    expect(answer.kinds).toContain(looks().of(answer).reading.kind);
  });
});

if (recorded.length === 0) {
  describe.skip(`the recorded hostile cases (skipped: ${file} is missing, set EBB_SHARED)`, () => {
    it('are looked at', () => undefined);
  });
} else {
  describeBuilt('the recorded hostile cases', () => {
    const looks = lookAtAll(Object.values(answers).flat());

    it('are each served here or proved elsewhere', () => {
      const known = [...Object.keys(answers), ...Object.keys(PROVED_ELSEWHERE)];
      expect(known.sort()).toEqual(recorded.map(({ id }) => id).sort());
      expect(Object.values(PROVED_ELSEWHERE).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    });

    const served = recorded.filter(({ id }) => id in answers);
    it.each(served.map((each) => [each.id, each.name, each] as const))('%s %s', (id, _, { kind }) => {
      for (const answer of answers[id] ?? []) {
        const { reading } = looks().of(answer);
        if (kind !== 'not applicable')
          expect({ answer: answer.name, right: kind.split(/[ ,]+/) }).toEqual({
            answer: answer.name,
            right: expect.arrayContaining([reading.kind]),
          });
        expectRead(answer, reading);
      }
    });
  });
}
