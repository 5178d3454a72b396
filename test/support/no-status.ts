import type { Status } from '../../src/web/status-routes';

/** For a web server whose status nobody asks for. */
export const noStatus: Status = {
  findStuck: () => [],
  probes: [],
  metrics: () => Promise.resolve({ status: 404 }),
};
