/** @returns milliseconds of processor time that the work took: what else the machine does is not counted, as far as can be. */
export function measureProcessor(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
