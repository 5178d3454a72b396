import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../clock';
import { readConfig } from '../../config';
import { parseUrl } from '../../core/parse-url';
import { describeSample, settleSample } from '../../plugins/draft/describe-sample';
import { isCheckout } from '../../plugins/contract/find-watcher';
import { type Draft, draftWatcher } from '../../plugins/draft/draft-watcher';
import { findHostFault, findIdFault, listWatchers } from '../../plugins/draft/find-clash';
import type { InstalledWatcher } from '../../plugins/installed-watcher';
import { canonicalLink } from '../../reading/canonical-link';
import { type Page, readPage } from '../../reading/read-page';
import { type Command, type CommandIo, UsageError } from '../command';
import { NOBODY, type Questions, openQuestions } from '../questions';
import { getPage } from './get-page';
import { settleExpectation } from './settle-expectation';
import { SILENT } from './silent-log';
import { writeDraft } from './write-draft';

const OPTIONS = {
  link: { type: 'string' },
  file: { type: 'string' },
  host: { type: 'string' },
  links: { type: 'string' },
  name: { type: 'string' },
  maintainer: { type: 'string' },
  folder: { type: 'string', default: 'watchers' },
  remove: { type: 'string', multiple: true, default: [] as string[] },
  expect: { type: 'string' },
  accept: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseOptions>['values'];

export const run: Command['run'] = async (args, io) => {
  const { values, positionals } = parseOptions(args);
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new UsageError('give one id for the new watcher.');
  const config = readConfig();
  const watchers = listWatchers(values.folder, config.watchers, config.watcherSettings);
  const folder = join(values.folder, id);
  refuse(findIdFault(watchers, id) ?? (existsSync(folder) ? `${folder} is there already` : null));
  // What was decided by options is asked of nobody.
  const questions = values.accept || values.expect !== undefined ? NOBODY : openQuestions(io);
  try {
    const link = await askLink(values, questions, watchers);
    const page = await getPage(link, values.file, io);
    const draft = await makeDraft({ id, link, page, values, watchers, questions, io });
    io.stdout.write(writeDraft(values.folder, id, draft));
    return 0;
  } finally {
    questions.close();
  }
};

function parseOptions(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

function refuse(fault: string | null): void {
  if (fault !== null) throw new Error(fault);
}

async function askLink(
  { link: given, host }: Options,
  questions: Questions,
  watchers: readonly InstalledWatcher[],
): Promise<string> {
  const link = given ?? (await questions.ask('The link of one of its products:'));
  if (link === null) throw new UsageError('say with --link the link of one of its products.');
  const url = parseUrl(canonicalLink(link) ?? '');
  if (!url) throw new UsageError(`"${link}" is no http(s) link.`);
  refuse(findHostFault(watchers, host ?? url.host.replace(/^www\./, '')));
  return link;
}

interface Request {
  readonly id: string;
  readonly link: string;
  readonly page: Page;
  readonly values: Options;
  readonly watchers: readonly InstalledWatcher[];
  readonly questions: Questions;
  readonly io: CommandIo;
}

async function makeDraft({ id, link, page, values, watchers, questions, io }: Request): Promise<Draft> {
  const sample = describeSample(page);
  const reading = readPage(page);
  const expected = await settleExpectation(reading, values, questions, io);
  if (expected.kind !== 'offer') throw new Error(describeUseless(expected.kind, values.accept));
  const ask = async (question: string, guess: string) => (await questions.ask(question, guess)) ?? guess;
  const host = values.host ?? (await ask('Its host:', sample.host));
  refuse(findHostFault(watchers, host));
  const links = values.links ?? (await askLinks(sample.links, ask));
  const maintainer = values.maintainer ?? (await ask('Who looks after it?', userInfo().username));
  const name = values.name ?? (await ask('The name of the shop:', sample.name));
  const settled = settleSample(link, page, { id, name, hosts: [host], links, maintainers: [maintainer] });
  if ('fault' in settled) throw new Error(settled.fault);
  return draftWatcher({
    ...settled,
    ...{ expected, remove: values.remove, log: SILENT },
    language: isCheckout(values.folder) ? 'ts' : 'js',
    today: new Date(systemClock.now()).toISOString().slice(0, 10),
  });
}

async function askLinks(
  links: string | null,
  ask: (question: string, guess: string) => Promise<string>,
): Promise<string> {
  if (links === null)
    throw new UsageError('the link is a home page: give the link of a product, or --links.');
  return ask('Which links are its products? {…} tells them apart, * may be anything:', links);
}

function describeUseless(kind: string, accepted: boolean): string {
  return accepted
    ? `the page reads as ${kind}: say what it shows with --expect 'offer 12.34 EUR', or take another product`
    : 'the first page must show a product with its price: take another one';
}
