import { writeTeamsPackage } from '../compose-teams';
import { readConfig } from '../config';
import { type Command, readOnlyArgument } from './command';

export const command: Command = {
  usage: 'ebb teams-package DIR    writes the app package for Teams of this installation',

  async run(args, io) {
    const folder = readOnlyArgument(args, 'name one folder to write to.');
    const files = await writeTeamsPackage(readConfig(), folder);
    io.stdout.write(
      `${folder} holds ${files.join(', ')}. Upload the zip in the Teams admin centre, or in Teams itself.\n`,
    );
    return 0;
  },
};
