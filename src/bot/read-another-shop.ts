import type { Intent } from './intent';

const ID = String.raw`(?:#|no\.? ?|number )?(?<id>\d{1,6})`;

/** What stands where a link was. */
const LINK = '‹link›';

/** "3 also at LINK", "add LINK to 3", "LINK is the same as 3". */
const SAYINGS: readonly RegExp[] = [
  new RegExp(
    `^${ID}[,:]? (?:is |it is |costs |sells )?(?:also|too|as well)(?: (?:at|in|on|from|here))?:? ${LINK}$`,
    'u',
  ),
  new RegExp(
    `^(?:also )?(?:please )?(?:add|put|track|watch|follow) ${LINK} (?:also )?(?:to|with|for) ${ID}$`,
    'u',
  ),
  new RegExp(`^(?:add to|also for) ${ID}:? ${LINK}$`, 'u'),
  new RegExp(`^${LINK} (?:is |it is |it's )?(?:the )?same(?: thing| product| one)? as ${ID}$`, 'u'),
  new RegExp(`^(?:the )?same(?: thing| product| one)? as ${ID}:? ${LINK}$`, 'u'),
];

/**
 * Does a text with a link say that it is the same thing as one in the list? Pure. One link at a time.
 * @returns null: no.
 */
export function readAnotherShop(text: string, links: readonly string[]): Intent | null {
  const [url, ...others] = links;
  if (url === undefined || others.length > 0 || text.length > 3000) return null;
  const plain = text
    .replace(/\S*(?:[:/]\/|www\.|\/)\S*/iu, LINK)
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/[.!?,\s]+$/u, '')
    .trim();
  for (const saying of SAYINGS) {
    const id = saying.exec(plain)?.groups?.['id'];
    if (id !== undefined) return { do: 'add-shop', id: Number(id), url };
  }
  return null;
}
