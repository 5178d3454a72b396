import { readFileSync } from 'node:fs';
import { importLists } from '../compose-lists';
import { readConfig } from '../config';
import type { Quota } from '../core/quota';
import { type Command, readOnlyArgument } from './command';
import { readRecords } from './lists/read-records';
import { logTo } from './log-to';

export const command: Command = {
  usage: 'ebb import FILE    brings in what "ebb export" printed; with a faulty line, nothing',

  async run(args, io) {
    const file = readOnlyArgument(args, 'name one file.');
    const { records, faults } = readRecords(readFileSync(file, 'utf8'));
    if (faults.length > 0) {
      io.stderr.write(
        `ebb: nothing of ${file} was taken:\n${faults.map((fault) => `  ${fault}\n`).join('')}`,
      );
      return 1;
    }
    const moved = await importLists(readConfig(), records, logTo(io.stderr));
    const { chats, added, followed, refused, full } = moved;
    for (const link of refused)
      io.stderr.write(`ebb: ${link} cannot be followed any more; it was left out.\n`);
    for (const { link, quota } of full)
      io.stderr.write(`ebb: ${link} was left out: ${describeQuota(quota)}\n`);
    io.stdout.write(`${chats} conversations; ${added} wishes are new, ${followed} stood already.\n`);
    return 0;
  },
};

function describeQuota(quota: Quota): string {
  if (quota.of === 'new-hosts')
    return `${quota.most} shops that this chat named within an hour could not be reached.`;
  const whose = quota.of === 'host' ? `of ${quota.host}` : `of one ${quota.of}`;
  return `no more than ${quota.most} products ${whose} are watched. Stop some of them, and import the file again.`;
}
