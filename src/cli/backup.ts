import { backUpDatabase } from '../compose-backup';
import { readConfig } from '../config';
import { type Command, readOnlyArgument } from './command';

export const command: Command = {
  usage: 'ebb backup FILE    copies the SQLite database into FILE, also beside a running Ebb',

  async run(args, io) {
    const file = readOnlyArgument(args, 'name one file.');
    const bytes = await backUpDatabase(readConfig(), file);
    io.stdout.write(`${file}: ${bytes} bytes, read back and intact.\n`);
    return 0;
  },
};
