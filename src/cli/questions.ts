import { createInterface } from 'node:readline';
import type { CommandIo } from './command';

/** Asks a person at the keyboard, one line at a time. */
export interface Questions {
  /** @returns what was typed; `fallback` for an empty line; null when nobody is there to answer. */
  ask(question: string, fallback?: string): Promise<string | null>;
  close(): void;
}

/** Leaves every question open. */
export const NOBODY: Questions = { ask: () => Promise.resolve(null), close: () => undefined };

export function openQuestions({ stdin, stderr }: CommandIo): Questions {
  const reader = createInterface({ input: stdin });
  const lines = reader[Symbol.asyncIterator]();
  return {
    async ask(question, fallback) {
      stderr.write(`${question}${fallback === undefined ? '' : ` [${fallback}]`} `);
      const line = await lines.next();
      if (line.done === true) return null;
      return line.value.trim() === '' ? (fallback ?? null) : line.value.trim();
    },
    close: () => reader.close(),
  };
}
