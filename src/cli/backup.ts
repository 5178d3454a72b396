import { parseArgs } from 'node:util';
import { backUpDatabase } from '../compose-backup';
import { readConfig } from '../config';
import { type Command, UsageError } from './command';

export const command: Command = {
  usage: 'ebb backup FILE    copies the SQLite database into FILE, also beside a running Ebb',

  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) throw new UsageError('name one file.');
    const bytes = await backUpDatabase(readConfig(), file);
    io.stdout.write(`${file}: ${bytes} bytes, read back and intact.\n`);
    return 0;
  },
};
