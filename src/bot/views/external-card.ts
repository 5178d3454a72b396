import type { ExternalBody } from '../../core/notice';
import type { Message } from '../../core/message';
import { cleanText } from '../clean-text';
import { makeMessage } from './make-message';

const LONGEST_LINE = 1000;
const MOST_LINES = 20;

/** What another service says here, with its name: nobody takes it for our own words. */
export function viewExternal({ source, text }: ExternalBody): Message {
  const lines = text.split(/\r?\n/).map((line) => cleanText(line, LONGEST_LINE));
  return makeMessage({
    title: `Message from ${source}`,
    lines: lines.filter((line) => line !== '').slice(0, MOST_LINES),
  });
}
