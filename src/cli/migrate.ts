import { parseArgs } from 'node:util';
import { migrateDatabase } from '../compose';
import { readConfig } from '../config';
import type { Command } from './command';

export const command: Command = {
  usage: 'ebb migrate    brings the database of EBB_DATABASE_URL to the tables of this version',

  async run(args, io) {
    parseArgs({ args: [...args], options: {} });
    await migrateDatabase(readConfig());
    io.stdout.write('The database is up to date.\n');
    return 0;
  },
};
