import { openExport, sealExport } from './app/export-link';
import { readExport } from './app/read-export';
import { writeExport } from './bot/portable/write-export';
import type { Seal } from './core/endpoint';
import type { Clock } from './core/ports';
import type { Conversation } from './core/records';
import type { Store } from './core/store';
import type { ReadExport } from './web/export-route';

export interface ExportParts {
  readonly store: Store;
  readonly seal: Seal;
  readonly clock: Clock;
  /** How people reach our web server. */
  readonly publicUrl: () => string;
}

/** Lists as files, behind links that only we can make. */
export function composeExports({ store, seal, clock, publicUrl }: ExportParts): {
  readonly link: (conversation: Conversation) => string;
  readonly read: ReadExport;
} {
  return {
    link: ({ id }) => `${publicUrl()}/exports/${sealExport(seal, id, clock.now())}`,
    read: async (token) => {
      const id = openExport(seal, token, clock.now());
      const conversation = id === null ? null : await store.conversations.get(id);
      return conversation && writeExport(await readExport(store, conversation));
    },
  };
}
