/**
 * @returns milliseconds of processor time that the work took: what else the machine does is not counted, as
 * far as can be.
 */
export async function measureAnswer(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return since(before);
}

/** As `measureAnswer`, of work that is done at once. */
export function measureProcessor(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return since(before);
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
