import { explainUnreachable } from '../../core/ground';
import type { Clock } from '../../core/ports';
import type { ConversationStore } from '../../core/store';
import { GraphError, type Graph } from './graph';

export interface InstallParts {
  readonly graph: Graph;
  readonly conversations: Pick<ConversationStore, 'findByDirectoryId'>;
  readonly clock: Clock;
  readonly appId: string;
  /** Told as it happens, a line each. */
  readonly say: (line: string) => void;
  /** How long the chat may take to greet us. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

const LOOK_AGAIN_MS = 1000;
const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;

/**
 * Puts Ebb into a person's Teams and waits until the running bot has heard where that person is reached.
 * Repeatable.
 * @throws GraphError that says what to do.
 */
export async function installFor(user: string, parts: InstallParts): Promise<void> {
  const { graph, say } = parts;
  const isNew = await graph.install(user, await graph.findApp());
  say(isNew ? `Ebb is installed for ${user}.` : `Ebb was installed for ${user} before.`);
  const person = personOf(await graph.findChat(user), parts.appId) ?? user.toLowerCase();
  if (await waitForGreeting(person, isNew ? parts.patienceMs : 0, parts)) {
    say(`${user} can be written to.`);
    return;
  }
  throw new GraphError(
    isNew
      ? `Ebb has not heard from the chat of ${user} within ${Math.round(parts.patienceMs / 1000)} s. Is "ebb serve" ` +
          'running on the same database, and does the bot registration name its /api/messages?'
      : `Ebb has never heard from the chat of ${user}, and Teams greets only once. Ask them to say hello to Ebb, or ` +
          'uninstall it for them and try again.',
  );
}

/**
 * The id of a personal chat with a bot names both by their ids in the directory:
 * `19:PERSON_BOT@unq.gbl.spaces`.
 * @returns null for an id of another form.
 */
function personOf(chatId: string, appId: string): string | null {
  const ids = (chatId.match(GUID) ?? []).map((id) => id.toLowerCase());
  return ids.find((id) => id !== appId.toLowerCase()) ?? null;
}

/** The bot stores the address when the chat's conversationUpdate arrives. */
async function waitForGreeting(
  person: string,
  patienceMs: number,
  { conversations, clock, signal }: InstallParts,
): Promise<boolean> {
  const giveUpAt = clock.now() + patienceMs;
  for (;;) {
    const conversation = await conversations.findByDirectoryId('msteams', person);
    if (conversation !== null && explainUnreachable(conversation) === null) return true;
    if (clock.now() >= giveUpAt) return false;
    await clock.sleep(LOOK_AGAIN_MS, signal);
  }
}
