import { parseArgs } from 'node:util';
import { startApplication } from '../compose';
import { composeLog } from '../compose-log';
import { readConfig } from '../config';
import type { Command } from './command';
import { endOnCrash } from './end-on-crash';
import { runUntilStopped } from './run-until-stopped';

export const command: Command = {
  usage: 'ebb serve    the web chat, the bot, polling and delivery in one process, until it is told to stop',

  async run(args, io) {
    parseArgs({ args: [...args], options: {} });
    const stopSignal = io.stopSignal();
    const config = readConfig();
    endOnCrash(composeLog(config.logLevel));
    const application = await startApplication(config, 'serve');
    io.stdout.write(
      `Ebb is ready: open ${application.url ?? ''} and paste a product link. Ctrl+C stops it.\n`,
    );
    return runUntilStopped(application, stopSignal);
  },
};
