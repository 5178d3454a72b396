import { installForUser } from '../compose-teams';
import { readConfig } from '../config';
import { type Command, readOnlyArgument } from './command';

export const command: Command = {
  usage:
    'ebb install-for USER    installs Ebb in Teams for a person (sign-in name or object id), so that it can write first',

  async run(args, io) {
    const user = readOnlyArgument(args, 'name one person.');
    const say = (line: string): void => void io.stdout.write(`${line}\n`);
    await installForUser(readConfig(), user, { say, signal: io.stopSignal() });
    return 0;
  },
};
