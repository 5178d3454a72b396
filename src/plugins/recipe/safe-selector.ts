import { makeAnswer } from '../../watcher-api/answer';
import { findElements } from '../../watcher-api/page-elements';

const LONGEST = 200;
const MOST_PARTS = 8;

/**
 * Says what is wrong with a CSS selector of a recipe; null when nothing is. Selectors that search for each
 * element they pass (`:has`, or many steps) can take more than a page is worth.
 */
export function findSelectorFault(selector: string): string | null {
  if (selector.trim() === '') return 'is empty';
  if (selector.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (/:has\b/i.test(selector)) return 'uses :has, which can take for ever: name the element itself';
  if (/\([^)]*\(/.test(selector)) return 'has brackets in brackets: write it simpler';
  if (selector.split(/[\s>+~,]+/).length > MOST_PARTS) return `has more than ${MOST_PARTS} parts`;
  return isSelector(selector) ? null : 'is no CSS selector';
}

function isSelector(selector: string): boolean {
  const body = new TextEncoder().encode('<p>text</p>');
  try {
    findElements(makeAnswer({ url: '', contentType: 'text/html', body })).has(selector);
    return true;
  } catch {
    return false;
  }
}
