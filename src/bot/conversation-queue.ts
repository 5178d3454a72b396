/** Runs work one after the other per key, and side by side over keys. */
export interface ConversationQueue {
  /** Resolves when this work is done; its failure is the caller's only. */
  run(key: string, work: () => Promise<void>): Promise<void>;
}

export function createConversationQueue(): ConversationQueue {
  const tails = new Map<string, Promise<void>>();
  return {
    run: async (key, work) => {
      const turn = (tails.get(key) ?? Promise.resolve()).then(work);
      const tail = turn.catch(() => undefined);
      tails.set(key, tail);
      try {
        await turn;
      } finally {
        if (tails.get(key) === tail) tails.delete(key);
      }
    },
  };
}
