import { parseArgs } from 'node:util';
import { blockHost, listBlocks, readHost } from '../compose-blocks';
import { readConfig } from '../config';
import type { Block } from '../core/block';
import { type Command, UsageError } from './command';

/** People read it in a sentence of a chat message. */
const LONGEST_REASON = 90;

export const command: Command = {
  usage:
    'ebb block    prints the block list\n' +
    'ebb block HOST [--reason TEXT]    lets no request go to a shop any more, and tells those who follow something there',

  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { reason: { type: 'string', default: '' } },
    });
    const [name, ...others] = positionals;
    if (others.length > 0) throw new UsageError('name one host.');
    if (name === undefined) {
      io.stdout.write(printBlocks(await listBlocks(readConfig())));
      return 0;
    }
    const host = readHost(name);
    if (host === null) throw new UsageError(`"${name}" is no host of a shop; write e.g. shop.example.`);
    const told = await blockHost(readConfig(), host, readReason(values.reason));
    io.stdout.write(`${host} and all under it gets no request any more. ${describeTold(told)}\n`);
    return 0;
  },
};

/** One line without a full stop, which the sentence has that it becomes a part of. */
function readReason(text: string): string {
  const reason = text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/\.$/, '');
  if (reason.length <= LONGEST_REASON) return reason;
  throw new UsageError(`the reason is too long; write ${LONGEST_REASON} characters at most.`);
}

function describeTold(told: number): string {
  if (told === 0) return 'Nobody follows anything there.';
  return told === 1
    ? 'The one who follows something there is told.'
    : `${told} subscriptions there are told.`;
}

function printBlocks(blocks: readonly Block[]): string {
  if (blocks.length === 0) return 'No shop is blocked.\n';
  return blocks
    .map(({ host, reason, since }) => `${new Date(since).toISOString().slice(0, 10)}  ${host}  ${reason}`)
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
