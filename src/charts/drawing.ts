import type { Chart } from '../core/chart';
import type { ChartWords } from './chart-words';
import type { Palette } from './palette';
import type { Plot } from './plot';

/** What the parts of a drawing share. */
export interface Drawing {
  readonly chart: Chart;
  readonly plot: Plot;
  readonly words: ChartWords;
  readonly palette: Palette;
}
