import { type Command, UsageError } from './command';

/** Every action of `ebb watchers`, each in a file of its own. */
const ACTIONS: Readonly<Record<string, () => Promise<{ readonly run: Command['run'] }>>> = {
  doctor: () => import('./watchers/doctor.js'),
  list: () => import('./watchers/list.js'),
  new: () => import('./watchers/new.js'),
  record: () => import('./watchers/record.js'),
  reports: () => import('./watchers/reports.js'),
  adopt: () => import('./watchers/adopt.js'),
  test: () => import('./watchers/test.js'),
  try: () => import('./watchers/try.js'),
};

export const command: Command = {
  usage: `ebb watchers list [--json]
ebb watchers new ID [--link LINK] [--file FILE] [--host HOST] [--links TEMPLATE] [--name NAME]
                    [--maintainer WHO] [--remove TEXT]... [--accept | --expect 'offer 12.34 EUR'] [--folder DIR]
ebb watchers test [ID] [--folder DIR] [--json]
ebb watchers try LINK|FILE [--link LINK] [--id ID] [--folder DIR] [--json]
ebb watchers doctor [ID] [--folder DIR] [--json]
ebb watchers record LINK|FILE [--link LINK] [--id ID] [--case NAME] [--remove TEXT]...
                    [--accept | --expect 'offer 12.34 EUR'] [--folder DIR]
ebb watchers reports [--json]
ebb watchers adopt REPORT [--expect 'offer 12.34 EUR'] [--case NAME] [--folder DIR]`,
  async run([name = '', ...rest], io) {
    const load = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (!load) {
      const said = name === '' ? 'say what to do' : `"${name}" is no action of it`;
      throw new UsageError(`${said}: ${Object.keys(ACTIONS).join(', ')}.`);
    }
    return (await load()).run(rest, io);
  },
};
