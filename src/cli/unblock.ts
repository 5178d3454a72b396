import { readHost, unblockHost } from '../compose-blocks';
import { readConfig } from '../config';
import { type Command, readOnlyArgument } from './command';

export const command: Command = {
  usage: 'ebb unblock HOST    takes a host from the block list',

  async run(args, io) {
    const name = readOnlyArgument(args, 'name one host.');
    const host = readHost(name) ?? name;
    if (await unblockHost(readConfig(), host)) {
      io.stdout.write(`${host} may be asked again. What is followed there is looked at within a day.\n`);
      return 0;
    }
    io.stderr.write(`ebb: ${host} is not on the block list; ebb block prints it.\n`);
    return 1;
  },
};
