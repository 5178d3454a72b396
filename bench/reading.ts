/**
 * How fast and how right pages are read: Ebb, bare parsers as yardsticks, and other readers. Every subject
 * runs in a process of its own; the subjects take turns, a few pages each, so that what else the machine does
 * falls on all alike.
 *
 * `npm run bench -- reading [--json] [--pages DIR] [--rounds N] [--peers DIR]`
 * DIR of `--pages` holds NAME/page.html with NAME/expected.json (default: ../shared/pages); DIR of `--peers`
 * is a folder whose node_modules has the other readers (docs/performance.md says how to make it).
 */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PEERS, type SubjectName, YARDSTICKS } from './reading-subjects';
import type { TurnRequest, TurnResult } from './reading-process';

const PAGES_A_TURN = 10;

interface Figures {
  readonly name: SubjectName;
  /** Milliseconds of processor time, the median of the rounds. */
  readonly cpuMsPerPage: number;
  /** The longest that one page held the process, in milliseconds; of each page the median of the rounds. */
  readonly longestMs: number;
  readonly right: number;
  readonly wrong: number;
  readonly none: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      pages: { type: 'string', default: join('..', 'shared', 'pages') },
      rounds: { type: 'string', default: '5' },
      peers: { type: 'string' },
    },
  });
  const folder = resolve(values.pages);
  const ids = readdirSync(folder).filter((id) => existsSync(join(folder, id, 'expected.json')));
  const names: SubjectName[] = [...YARDSTICKS, ...(values.peers === undefined ? [] : PEERS), 'ebb'];
  const figures = await measure(
    names,
    folder,
    ids.sort(),
    Number(values.rounds),
    resolve(values.peers ?? '.'),
  );
  const report = {
    pages: ids.length,
    rounds: Number(values.rounds),
    subjects: figures,
    ratios: compare(figures),
  };
  process.stdout.write(
    values.json ? `${JSON.stringify(report)}\n` : describe(report.subjects, report.ratios),
  );
}

async function measure(
  names: readonly SubjectName[],
  folder: string,
  ids: readonly string[],
  rounds: number,
  peers: string,
): Promise<Figures[]> {
  const subjects = names.map((name) => ({
    name,
    child: fork(join(__dirname, 'reading-process.js'), [name, folder, peers]),
    rounds: [] as TurnResult[][],
  }));
  // The first round warms up: its figures do not count.
  for (let round = 0; round <= rounds; round++) {
    for (const subject of subjects) subject.rounds.push([]);
    for (let at = 0; at < ids.length; at += PAGES_A_TURN) {
      for (const { child, rounds: taken } of subjects)
        taken.at(-1)?.push(await takeTurn(child, { ids: ids.slice(at, at + PAGES_A_TURN) }));
    }
  }
  for (const { child } of subjects) child.disconnect();
  return subjects.map(({ name, rounds: taken }) => summarise(name, taken.slice(1), ids.length));
}

function takeTurn(child: ChildProcess, request: TurnRequest): Promise<TurnResult> {
  return new Promise((settle, fail) => {
    const ended = (): void => fail(new Error('a subject ended before its turn did'));
    child.once('exit', ended);
    child.once('message', (result) => {
      child.off('exit', ended);
      settle(result as TurnResult);
    });
    child.send(request);
  });
}

function summarise(name: SubjectName, rounds: readonly TurnResult[][], pages: number): Figures {
  const cpu = rounds.map((turns) => turns.reduce((sum, turn) => sum + turn.cpuMs, 0) / pages);
  const walls = rounds.map((turns) => turns.flatMap((turn) => turn.wallMs));
  const longest = Math.max(
    ...(walls[0] ?? []).map((_, page) => median(walls.map((wall) => wall[page] ?? 0))),
  );
  const verdicts = (rounds[0] ?? []).flatMap((turn) => turn.verdicts);
  const count = (verdict: string): number => verdicts.filter((each) => each === verdict).length;
  return {
    name,
    cpuMsPerPage: Number(median(cpu).toFixed(2)),
    longestMs: Number(longest.toFixed(1)),
    ...{ right: count('right'), wrong: count('wrong'), none: count('none') },
  };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** How many times the processor time of Ebb each other subject takes. */
function compare(figures: readonly Figures[]): Partial<Record<SubjectName, number>> {
  const own = figures.find(({ name }) => name === 'ebb')?.cpuMsPerPage ?? 1;
  return Object.fromEntries(
    figures.map(({ name, cpuMsPerPage }) => [name, Number((cpuMsPerPage / own).toFixed(2))]),
  );
}

function describe(figures: readonly Figures[], ratios: Partial<Record<SubjectName, number>>): string {
  const head = ['subject', 'ms a page', '× Ebb', 'longest ms', 'right', 'wrong', 'none'];
  const rows = figures.map((each) => [
    ...[
      each.name,
      each.cpuMsPerPage.toFixed(2),
      (ratios[each.name] ?? 0).toFixed(2),
      each.longestMs.toFixed(1),
    ],
    ...((YARDSTICKS as readonly string[]).includes(each.name)
      ? ['–', '–', '–']
      : [each.right, each.wrong, each.none].map(String)),
  ]);
  return [head, ...rows]
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(24) : cell.padStart(11))).join(''))
    .map((line) => `${line}\n`)
    .join('');
}

void main();
