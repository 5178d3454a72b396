import type { ChartPages } from '../../src/web/chart-routes';

/** No link leads to a chart. */
export const noCharts: ChartPages = {
  picture: () => Promise.resolve(null),
  page: () => Promise.resolve(null),
};
