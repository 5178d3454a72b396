import { parseArgs } from 'node:util';
import { exportLists } from '../compose-lists';
import { readConfig } from '../config';
import { type Command, UsageError } from './command';
import { HEADER } from './lists/read-records';

export const command: Command = {
  usage:
    'ebb export (--conversation ID... | --all)    prints lists with rules, settings and histories as JSON lines',

  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        conversation: { type: 'string', multiple: true, default: [] },
        all: { type: 'boolean', default: false },
      },
    });
    const ids = values.conversation.map(readId);
    if (values.all === ids.length > 0) throw new UsageError('say which: --conversation ID, or --all.');
    const print = (line: object): void => void io.stdout.write(`${JSON.stringify(line)}\n`);
    print(HEADER);
    const missing = await exportLists(readConfig(), values.all ? null : ids, (records) =>
      records.forEach(print),
    );
    for (const id of missing) {
      io.stderr.write(`ebb: conversation ${id} is not there, or may not be written to (any more).\n`);
    }
    return missing.length > 0 ? 1 : 0;
  },
};

function readId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`"${text}" is no number of a conversation.`);
  return Number(text);
}
