import type { Message } from '../../core/message';
import type { ConnectBody } from '../../core/notice';
import type { Whereabouts } from '../../core/turn';
import { cleanText } from '../clean-text';
import { ask, makeMessage } from './make-message';

const NETWORKS: Readonly<Record<string, string>> = { webchat: 'the web chat', msteams: 'Microsoft Teams' };

type Place = Pick<Whereabouts, 'channel' | 'kind'>;

/** "the web chat", "a group in Microsoft Teams". */
export function nameChat({ channel, kind }: Place): string {
  const network = NETWORKS[channel] ?? cleanText(channel.replace(/^azure-/, ''), 40);
  return kind === 'personal' ? network : `a ${kind} in ${network}`;
}

/** The code of this chat. */
export function viewCode(code: string, page: string, total: number): Message {
  const what = total === 1 ? 'The product' : `The ${total} products`;
  return makeMessage({
    title: 'Take your list to another chat',
    headline: code,
    lines: [
      `Say “connect ${code}” to me in the other chat, within 15 minutes.`,
      `I ask you there, and then here. ${what} of this list will be watched there, and no longer here.`,
    ],
    buttons: [{ title: 'Show the code on a page', url: page }],
  });
}

/** The question in the chat where the code was said. */
export function viewConnectHere(from: Place): Message {
  return makeMessage(
    {
      title: `Shall your list from ${nameChat(from)} come here?`,
      lines: [
        'What I find is told here then, and no longer there. I ask there, too, before anything moves.',
        'What you follow in both chats is told once, by the rule that it has here.',
      ],
      buttons: [
        ask('Yes, bring it here', { do: 'connect-here', sure: 1 }),
        ask('Never mind', { do: 'cancel' }),
      ],
    },
    'Say “yes” or “cancel”.',
  );
}

/** What comes of it, said in the other chat. Pure. */
export function viewConnect(body: ConnectBody): Message {
  if (body.step === 'refused') return { text: 'The other chat said no: its list stays there.' };
  return body.step === 'ask' ? viewAsked(body) : viewMoved(body);
}

function viewAsked({ connection, name, channel, chat }: Extract<ConnectBody, { step: 'ask' }>): Message {
  const who = cleanText(name, 60);
  return makeMessage(
    {
      title: `May your list go to ${nameChat({ channel, kind: chat })}?`,
      lines: [
        `${who} said your code there. If you agree, all that I watch for you moves there and is told there, not here.`,
        'If that was not you, refuse: nothing has moved.',
      ],
      buttons: [
        ask('Yes, move it', { do: 'connect-agree', connection }),
        ask('Refuse', { do: 'connect-refuse', connection }),
      ],
    },
    'Say “agree” or “refuse”.',
  );
}

function viewMoved({ count, doubles }: Extract<ConnectBody, { step: 'moved' }>): Message {
  const title = count === 1 ? 'One product came here' : `${count} products came here`;
  const known = doubles === 1 ? 'One you follow here' : `${doubles} you follow here`;
  const lines = doubles === 0 ? [] : [`${known} already, by the rule that stands here.`];
  const buttons = [ask('My list', { do: 'list', page: 1 })];
  return makeMessage({ title, lines, buttons }, 'Say “list” to see them.');
}
