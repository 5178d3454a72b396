import { existsSync, readFileSync } from 'node:fs';
import { systemClock, systemRandom } from '../../clock';
import { composeHttp } from '../../compose-http';
import { readConfig } from '../../config';
import { canonicalLink } from '../../reading/canonical-link';
import type { Page } from '../../reading/read-page';
import type { CommandIo } from '../command';
import { describeReading, printLine } from '../describe-reading';
import { SILENT } from './silent-log';

/** The page as a file has it, or as the shop gives it now. */
export async function getPage(link: string, file: string | undefined, io: CommandIo): Promise<Page> {
  const url = canonicalLink(link) ?? link;
  if (file !== undefined) {
    if (!existsSync(file)) throw new Error(`there is no file ${file}`);
    return { url, body: readFileSync(file), contentType: 'text/html' };
  }
  const http = composeHttp(readConfig(), SILENT, { clock: systemClock, random: systemRandom });
  try {
    const outcome = await http.fetch({ url, accept: 'html' }, io.stopSignal());
    if (outcome.kind === 'answer') return outcome;
    const why = outcome.kind === 'failed' ? printLine(describeReading(outcome.reading)) : outcome.kind;
    throw new Error(`${url} gives no page (${why}): save it in a browser, and give it with --file FILE`);
  } finally {
    await http.close();
  }
}
