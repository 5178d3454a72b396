import type { Chart, Stretch } from '../core/chart';
import type { Plot } from './plot';

/** One step of the price line: level from `left` to `right`, with the fall or rise at its start. */
export interface Trace {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** The height of the step before; `y` where there is none. */
  readonly before: number;
}

/** The steps at which it could be bought: in runs, each joined without a break. */
export function listTraces({ stretches }: Chart, plot: Plot): Trace[][] {
  const runs: Trace[][] = [];
  let last: Stretch | null = null;
  for (const stretch of stretches) {
    const { from, to } = stretch;
    if (stretch.kind === 'offered') {
      const isJoined = last?.kind === 'offered' && last.to === from;
      const run = isJoined ? (runs.at(-1) ?? []) : [];
      if (!isJoined) runs.push(run);
      const y = plot.y(stretch.price.minor);
      run.push({ left: plot.x(from), right: plot.x(to), y, before: run.at(-1)?.y ?? y });
    }
    last = stretch;
  }
  return runs;
}

/** The outline of a run as the data of an SVG path. */
export function outline(run: readonly Trace[]): string {
  return run
    .map(
      ({ left, right, y }, index) => `${index === 0 ? `M${print(left)} ` : 'V'}${print(y)}H${print(right)}`,
    )
    .join('');
}

function print(value: number): string {
  return String(Math.round(value * 100) / 100);
}
