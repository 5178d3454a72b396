import type { Log } from '../core/ports';
import { WorkLoop, type WorkLoopOptions } from './work-loop';

const errors: string[] = [];
const log: Log = { debug() {}, info() {}, warn() {}, error: (_, message) => errors.push(message) };

interface Piece {
  readonly key: string;
  readonly id: number;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A loop with room for one piece that finds none, and does each at once. */
function makeLoop(options: Partial<WorkLoopOptions<Piece>>): WorkLoop<Piece> {
  return new WorkLoop<Piece>({
    name: 'test',
    capacity: 1,
    log,
    rests: () => false,
    keyOf: ({ key }) => key,
    claim: () => Promise.resolve([]),
    perform: () => Promise.resolve(),
    ...options,
  });
}

/** A loop over a list of pieces whose ends the test decides. */
function loopOver(pieces: Piece[], capacity = 2) {
  const started: number[] = [];
  const ends = new Map<number, (error?: Error) => void>();
  const aborted: number[] = [];
  const loop = makeLoop({
    capacity,
    claim(free, busy) {
      const chosen: Piece[] = [];
      for (const piece of [...pieces]) {
        if (chosen.length === free || busy.includes(piece.key)) continue;
        if (chosen.some((other) => other.key === piece.key)) continue;
        chosen.push(piece);
        pieces.splice(pieces.indexOf(piece), 1);
      }
      return Promise.resolve(chosen);
    },
    perform: (piece, signal) =>
      new Promise((resolve, reject) => {
        started.push(piece.id);
        signal.addEventListener('abort', () => {
          aborted.push(piece.id);
          resolve();
        });
        ends.set(piece.id, (error) => (error ? reject(error) : resolve()));
      }),
  });
  return {
    loop,
    started,
    ends,
    aborted,
    end: async (id: number, error?: Error) => (ends.get(id)?.(error), nextTurn()),
  };
}

beforeEach(() => errors.splice(0));

describe('a work loop', () => {
  it('keeps to its capacity and fills a place when a piece ends', async () => {
    const { loop, started, end } = loopOver([1, 2, 3].map((id) => ({ key: String(id), id })));
    loop.wake();
    await nextTurn();
    expect(started).toEqual([1, 2]);
    await end(1);
    expect(started).toEqual([1, 2, 3]);
    await Promise.all([end(2), end(3), loop.drain()]);
  });

  it('has never two pieces of one key in hand', async () => {
    const { loop, started, end } = loopOver([
      { key: 'shop', id: 1 },
      { key: 'shop', id: 2 },
    ]);
    loop.wake();
    await nextTurn();
    expect(started).toEqual([1]);
    await end(1);
    expect(started).toEqual([1, 2]);
    await end(2);
  });

  it('goes on after a piece that throws', async () => {
    const { loop, started, end } = loopOver(
      [1, 2].map((id) => ({ key: String(id), id })),
      1,
    );
    loop.wake();
    await nextTurn();
    await end(1, new Error('boom'));
    expect(errors).toHaveLength(1);
    expect(started).toEqual([1, 2]);
    await end(2);
  });

  it('waits for what is in hand when it stops, and starts nothing more', async () => {
    const { loop, started, end } = loopOver(
      [1, 2].map((id) => ({ key: String(id), id })),
      1,
    );
    loop.wake();
    await nextTurn();
    let stopped = false;
    const stop = loop.stop(60_000).then(() => (stopped = true));
    await nextTurn();
    expect(stopped).toBe(false);
    await end(1);
    await stop;
    expect(started).toEqual([1]);
  });

  it('aborts what was being claimed when the grace ended', async () => {
    let claimed: (pieces: Piece[]) => void = () => undefined;
    let aborted = false;
    const loop = makeLoop({
      claim: () => new Promise((resolve) => (claimed = resolve)),
      perform: (_, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(void (aborted = true)))),
    });
    loop.wake();
    const stopped = loop.stop(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    claimed([{ key: 'late', id: 1 }]);
    await stopped;
    expect(aborted).toBe(true);
  });

  it('aborts what outlasts the grace', async () => {
    const { loop, aborted } = loopOver([{ key: 'slow', id: 1 }]);
    loop.wake();
    await nextTurn();
    await loop.stop(0);
    expect(aborted).toEqual([1]);
  });

  it('claims nothing while it rests', async () => {
    let rests = true;
    let claims = 0;
    const loop = makeLoop({
      rests: () => rests,
      claim: () => {
        claims += 1;
        return Promise.resolve([]);
      },
    });
    await loop.drain();
    expect(claims).toBe(0);
    rests = false;
    await loop.drain();
    expect(claims).toBe(1);
  });

  it('says why nothing could be claimed', async () => {
    const loop = makeLoop({ claim: () => Promise.reject(new Error('busy')) });
    await loop.drain();
    expect(errors).toEqual(['work could not be claimed; the next tick tries again']);
  });
});
