/** Runs work one after the other per key, and side by side over keys. */
export interface ConversationQueue {
  /** Resolves with what this work resolves with; its failure is the caller's only. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createConversationQueue(): ConversationQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: async (key, work) => {
      const turn = (tails.get(key) ?? Promise.resolve()).then(work);
      const tail = turn.catch(() => undefined);
      tails.set(key, tail);
      try {
        return await turn;
      } finally {
        if (tails.get(key) === tail) tails.delete(key);
      }
    },
  };
}
