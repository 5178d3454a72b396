import type { Activity } from 'botbuilder';

/** A list that is pasted to be brought in is long; one character more shows that it was cut off. */
const MAX_TEXT = 60_001;
const MAX_HTML = 100_000;
const MAX_LINKS = 10;
/** Nobody names us more often in one message. */
const MAX_ENTITIES = 100;

type Spoken = Pick<Activity, 'text' | 'entities' | 'attachments' | 'recipient'>;

/** Teams writes "@Ebb list" as `<at>Ebb</at> list` and names the person meant in an entity. */
function removeMention({ text, entities, recipient }: Partial<Spoken>): string {
  let rest = typeof text === 'string' ? text.slice(0, MAX_TEXT) : '';
  for (const entity of Array.isArray(entities) ? entities.slice(0, MAX_ENTITIES) : []) {
    const mention = entity as { type?: unknown; text?: unknown; mentioned?: { id?: unknown } };
    if (mention.type !== 'mention' || mention.mentioned?.id !== recipient?.id) continue;
    if (typeof mention.text === 'string' && mention.text !== '') rest = rest.replaceAll(mention.text, ' ');
  }
  return rest.replaceAll('&nbsp;', ' ').trim();
}

const HREF = /<a\s[^>]{0,500}?href\s*=\s*["'](https?:\/\/[^"'\s<>]{1,2048})["']/gi;

/** A link behind other words stands only in the HTML copy that Teams sends along. */
function findHtmlLinks({ attachments }: Partial<Spoken>): string[] {
  return (Array.isArray(attachments) ? attachments : [])
    .filter((attachment) => attachment.contentType === 'text/html' && typeof attachment.content === 'string')
    .flatMap((attachment) => [...(attachment.content as string).slice(0, MAX_HTML).matchAll(HREF)])
    .slice(0, MAX_LINKS)
    .map((match) => (match[1] ?? '').replaceAll('&amp;', '&'));
}

/**
 * @returns what the person said, without the mention of the bot and with links that stand in the HTML copy
 * only.
 */
export function findText(activity: Partial<Spoken>): string {
  const text = removeMention(activity);
  const missing = [...new Set(findHtmlLinks(activity))].filter((link) => !text.includes(link));
  return [text, ...missing].join(' ').trim();
}
