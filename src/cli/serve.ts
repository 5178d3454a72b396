import { parseArgs } from 'node:util';
import { startApplication } from '../compose';
import { readConfig } from '../config';
import type { Command } from './command';
import { runUntilStopped } from './run-until-stopped';

export const command: Command = {
  usage: 'ebb serve    the web chat, the bot, polling and delivery in one process, until it is told to stop',

  async run(args, io) {
    parseArgs({ args: [...args], options: {} });
    const stopSignal = io.stopSignal();
    const application = await startApplication(readConfig(), 'serve');
    io.stdout.write(
      `Ebb is ready: open ${application.url ?? ''} and paste a product link. Ctrl+C stops it.\n`,
    );
    return runUntilStopped(application, stopSignal);
  },
};
