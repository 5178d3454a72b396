import type { Reading } from '../../src/core/reading';
import type { BotChat } from './bot-chat';

/** Makes all products due and looks at them, a second later. */
export async function lookAgain(chat: BotChat, reading: (url: string) => Reading): Promise<void> {
  chat.clock.advance(1000);
  for (const id of chat.store.tables.products.keys()) await chat.store.products.makeDue(id);
  await chat.look(reading);
}
