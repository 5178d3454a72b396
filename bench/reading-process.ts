/**
 * One subject of the reading benchmark: reads the pages it is told to, and tells how long it took and how it
 * did.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge, readExpected } from '../src/cli/saved-page';
import { loadSubject, type SubjectName } from './reading-subjects';

export interface TurnRequest {
  readonly ids: readonly string[];
}

/** Processor time of the whole turn; per page the time on the clock, and what became of it. */
export interface TurnResult {
  readonly cpuMs: number;
  readonly wallMs: readonly number[];
  readonly verdicts: readonly ('right' | 'wrong' | 'none')[];
}

const [name = '', folder = '', peers = ''] = process.argv.slice(2);
const read = loadSubject(name as SubjectName, peers);

async function takeTurn({ ids }: TurnRequest): Promise<TurnResult> {
  const pages = ids.map((id) => ({
    expected: readExpected(join(folder, id, 'expected.json')),
    body: readFileSync(join(folder, id, 'page.html')),
  }));
  const prices: (string | null)[] = [];
  const wallMs: number[] = [];
  const before = process.cpuUsage();
  for (const { expected, body } of pages) {
    const started = performance.now();
    prices.push(await read({ url: expected.url ?? '', body, contentType: 'text/html' }));
    wallMs.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(before);
  const verdicts = pages.map(({ expected }, at) => judge(prices[at] ?? null, expected));
  return { cpuMs: (user + system) / 1000, wallMs, verdicts };
}

process.on('message', (request: TurnRequest) => {
  void takeTurn(request).then((result) => process.send?.(result));
});
