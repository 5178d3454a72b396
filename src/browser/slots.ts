/** Lets a few work at a time; the others wait. */
export class Slots {
  private readonly waiting = new Set<() => void>();

  constructor(private free: number) {}

  /** @throws the signal's reason while waiting; whatever the work throws. */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    while (this.free === 0 && !signal.aborted) await this.nextChange(signal);
    signal.throwIfAborted();
    this.free -= 1;
    try {
      return await work();
    } finally {
      this.free += 1;
      // In the order in which they came; who finds nothing free waits on.
      for (const wake of this.waiting) wake();
    }
  }

  private async nextChange(signal: AbortSignal): Promise<void> {
    let wake = (): void => undefined;
    const changed = new Promise<void>((resolve) => (wake = resolve));
    this.waiting.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    await changed;
    signal.removeEventListener('abort', wake);
    this.waiting.delete(wake);
  }
}
