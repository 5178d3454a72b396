import { systemClock } from '../clock';
import { startTicker, type Ticker } from './ticker';

const HOUR = 3_600_000;

describe('a ticker', () => {
  let ticks: number;
  let ticker: Ticker;

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.UTC(2026, 0, 15, 12) });
    ticks = 0;
    ticker = startTicker('test', () => (ticks += 1), systemClock);
  });

  afterEach(async () => {
    await ticker.stop();
    jest.useRealTimers();
  });

  /** @returns how often it ticked in so many seconds. */
  async function countTicks(seconds: number): Promise<number> {
    const before = ticks;
    await jest.advanceTimersByTimeAsync(seconds * 1000);
    return ticks - before;
  }

  it('ticks every second until it is stopped', async () => {
    expect(await countTicks(10)).toBe(10);
    await ticker.stop();
    expect(await countTicks(10)).toBe(0);
  });

  it.each([
    ['set back', -8 * HOUR],
    ['set forward, as after a suspend,', 8 * HOUR],
  ])('goes on when the clock was %s', async (_, leap) => {
    const warn = jest.spyOn(console, 'warn');
    await countTicks(3);
    jest.setSystemTime(Date.now() + leap);
    await countTicks(2);
    expect(await countTicks(10)).toBe(10);
    expect(warn).not.toHaveBeenCalled();
  });
});
