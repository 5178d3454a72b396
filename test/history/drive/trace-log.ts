import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TraceEvent } from '../trace';

/** An event without its time. */
export type Happening = TraceEvent extends infer One
  ? One extends { at: number }
    ? Omit<One, 'at'>
    : never
  : never;

/** Writes down what happened around Ebb, under the clock of the run. */
export class TraceLog {
  readonly events: TraceEvent[] = [];

  constructor(private readonly now: () => number) {}

  add(happening: Happening): void {
    this.events.push({ at: this.now(), ...happening });
  }

  /** As JSON lines. @returns the path. */
  save(name: string): string {
    const path = join(tmpdir(), `ebb-history-${name}.jsonl`);
    writeFileSync(path, this.events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    return path;
  }
}
