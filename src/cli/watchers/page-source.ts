import { existsSync } from 'node:fs';
import { parseLink } from '../../plugins/identify';
import { UsageError } from '../command';

/** A page: its link, and the file that was saved of it, if the shop is not to be asked. */
export interface PageSource {
  readonly link: string;
  readonly file: string | null;
}

/** Reads `LINK`, or `FILE --link LINK`. @throws UsageError; an Error for a file that is not there */
export function readPageSource([source, ...more]: readonly string[], savedFrom?: string): PageSource {
  if (source === undefined || more.length > 0)
    throw new UsageError('give one link, or one file with a saved page.');
  const file = existsSync(source) ? source : null;
  if (file === null && !parseLink(source))
    throw new Error(`there is no file ${source}, and it is no http(s) link.`);
  const link = savedFrom ?? (file === null ? source : '');
  if (!parseLink(link)) throw new UsageError('say with --link which link the file was saved from.');
  return { link, file };
}
