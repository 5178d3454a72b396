import { restoreDatabase } from '../compose-backup';
import { readConfig } from '../config';
import { type Command, readOnlyArgument } from './command';

export const command: Command = {
  usage: 'ebb restore FILE    puts a backup in the place of the SQLite database; stop Ebb first',

  async run(args, io) {
    const file = readOnlyArgument(args, 'name one file.');
    const aside = await restoreDatabase(readConfig(), file);
    io.stdout.write(
      `The database is that of ${file}. What was erased or stopped since is in it again; what was due since is not told.\n` +
        (aside === null ? '' : `The one that was there is ${aside}; delete it when all is well.\n`),
    );
    return 0;
  },
};
