import type { Reading } from '../../core/reading';
import { cleanText } from '../clean-text';
import { nameShop } from './describe-product';

/** Readings that bring no offer to show. */
export type FailedReading = Exclude<Reading, { kind: 'offer' | 'unchanged' | 'ambiguous' | 'unavailable' }>;

export function isFailed(reading: Reading): reading is FailedReading {
  return !['offer', 'unchanged', 'ambiguous', 'unavailable'].includes(reading.kind);
}

/** What happened at the shop, in one sentence, and what can be done about it. */
export function explainReading(reading: FailedReading, url: string): { what: string; advice: string } {
  const shop = nameShop(url);
  switch (reading.kind) {
    case 'not-a-product':
      return {
        what: 'That page does not look like the page of one product.',
        advice: 'Open the product itself in the shop and paste that link.',
      };
    case 'not-found':
      return {
        what: `${shop} says that there is no such page (any more).`,
        advice: 'Please check the link; the product may have moved.',
      };
    case 'blocked':
      return {
        what: `${shop} does not let programs read that page now.`,
        advice: 'I do not get round such walls. I will ask again later, and less often.',
      };
    case 'unreadable':
      return {
        what: `I found no price that I can trust${because(reading.why)}.`,
        advice: 'A wrong price is worse than none, so I say none and keep trying.',
      };
    case 'refused':
      return {
        what: ['I may not read that page', readSentence(reading.why)].filter(Boolean).join('. ') + '.',
        advice: 'If another page or another shop has it, paste that link.',
      };
    case 'unreachable':
      return {
        what: `${shop} gave no usable answer${because(reading.why)}.`,
        advice: 'That is often over soon. I will try again by myself.',
      };
  }
}

/** `why` is foreign text: a sentence of its own becomes part of ours. */
function because(why: string): string {
  const sentence = readSentence(why);
  return sentence === '' ? '' : ` (${sentence})`;
}

/** Without its full stop; may be empty. */
function readSentence(why: string): string {
  return cleanText(why, 160).replace(/[.!\s]+$/, '');
}
