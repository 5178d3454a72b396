import type { Seal } from '../../core/endpoint';
import type { Button, Card } from '../../core/message';
import { parseUrl } from '../../core/parse-url';
import { escapeMarkdown } from './escape-markdown';
import { sealAction } from './sealed-action';

/** The part of Adaptive Cards 1.5 that we use: adaptivecards.io/explorer. */
interface TextBlock {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
  readonly size?: 'Small' | 'Medium' | 'ExtraLarge';
  readonly weight?: 'Bolder';
  readonly spacing?: 'None' | 'Small' | 'Medium';
  readonly isSubtle?: true;
}

interface Image {
  readonly type: 'Image';
  readonly url: string;
  readonly altText: string;
  readonly size: 'Medium' | 'Stretch';
}

interface FactSet {
  readonly type: 'FactSet';
  readonly facts: readonly { readonly title: string; readonly value: string }[];
}

interface ColumnSet {
  readonly type: 'ColumnSet';
  readonly columns: readonly {
    readonly type: 'Column';
    readonly width: 'auto' | 'stretch';
    readonly items: readonly Element[];
  }[];
}

type Element = TextBlock | Image | FactSet | ColumnSet;

type CardAction = (
  | { readonly type: 'Action.OpenUrl'; readonly title: string; readonly url: string }
  | { readonly type: 'Action.Submit'; readonly title: string; readonly data: object }
) & { readonly mode?: 'secondary' };

export interface AdaptiveCard {
  readonly $schema: string;
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly fallbackText: string;
  readonly body: readonly Element[];
  readonly actions: readonly CardAction[];
  /** Teams only: learn.microsoft.com, "Mention support within Adaptive Cards". */
  readonly msteams?: { readonly entities: readonly Mention[] };
}

interface Mention {
  readonly type: 'mention';
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

function toText(text: string, look: Omit<TextBlock, 'type' | 'text' | 'wrap'>): TextBlock {
  return { type: 'TextBlock', text: escapeMarkdown(text), wrap: true, ...look };
}

function isOpenable(url: string): boolean {
  return /^https?:$/.test(parseUrl(url)?.protocol ?? '');
}

function toAction(button: Button, seal: Seal): CardAction[] {
  if ('action' in button) {
    return [{ type: 'Action.Submit', title: button.title, data: { ebb: sealAction(seal, button.action) } }];
  }
  return isOpenable(button.url) ? [{ type: 'Action.OpenUrl', title: button.title, url: button.url }] : [];
}

/**
 * Teams shows so many buttons of a card and hides the others: github.com/atc0005/go-teams-notify/issues/161.
 */
const MOST_ACTIONS = 6;

/** What is beyond the sixth button stands in the card's menu "…": adaptivecards.io, "Action.mode". */
function toActions({ buttons }: Card, seal: Seal): CardAction[] {
  return buttons
    .flatMap((button) => toAction(button, seal))
    .map((action, index) => (index < MOST_ACTIONS ? action : { ...action, mode: 'secondary' }));
}

/** Clients fetch images themselves: only over TLS, or carried in the card. */
const SHOWABLE = /^(https:\/\/|data:image\/(png|jpeg|gif|webp);base64,)/;
/** What our own page takes from our own server. */
const OWN_PATH = /^\/[\w-]/;

function toPicture({ picture }: Card): Image[] {
  if (!picture || !(SHOWABLE.test(picture.url) || OWN_PATH.test(picture.url))) return [];
  return [{ type: 'Image', url: picture.url, altText: picture.alt, size: 'Stretch' }];
}

function findImage({ image, title }: Card): Image | null {
  if (image === undefined || !SHOWABLE.test(image)) return null;
  return { type: 'Image', url: image, altText: title, size: 'Medium' };
}

function toHead(card: Card): Element[] {
  const words: TextBlock[] = [toText(card.title, { size: 'Medium', weight: 'Bolder' })];
  if (card.headline !== undefined) {
    words.push(toText(card.headline, { size: 'ExtraLarge', weight: 'Bolder', spacing: 'Small' }));
  }
  const image = findImage(card);
  if (!image) return words;
  return [
    {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', width: 'stretch', items: words },
        { type: 'Column', width: 'auto', items: [image] },
      ],
    },
  ];
}

function toFacts({ facts }: Card): FactSet[] {
  if (facts.length === 0) return [];
  const escaped = facts.map(({ label, value }) => ({
    title: escapeMarkdown(label),
    value: escapeMarkdown(value),
  }));
  return [{ type: 'FactSet', facts: escaped }];
}

/** Teams finds the person by this text in the card, so it must not hold markup of its own. */
function toMentions({ mentions = [] }: Card): Mention[] {
  return mentions.map(({ id, name }) => {
    const plain = name.replace(/[^\p{L}\p{N} '.-]/gu, '').trim() || 'you';
    return { type: 'mention', text: `<at>${plain}</at>`, mentioned: { id, name: plain } };
  });
}

/** Pure. `fallbackText` says the whole to a client that cannot show the card. */
export function toAdaptiveCard(card: Card, fallbackText: string, seal: Seal): AdaptiveCard {
  const lines = card.lines.map((line, index) => toText(line, { spacing: index === 0 ? 'Medium' : 'Small' }));
  const { footnote } = card;
  const mentions = toMentions(card);
  const called: TextBlock[] =
    mentions.length === 0
      ? []
      : [{ type: 'TextBlock', text: mentions.map(({ text }) => text).join(' '), wrap: true }];
  const small = footnote === undefined ? [] : [toText(footnote, { size: 'Small', isSubtle: true })];
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText,
    body: [...toHead(card), ...lines, ...called, ...toPicture(card), ...toFacts(card), ...small],
    actions: toActions(card, seal),
    ...(mentions.length > 0 && { msteams: { entities: mentions } }),
  };
}
