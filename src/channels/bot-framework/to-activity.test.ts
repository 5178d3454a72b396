import type { Card } from '../../core/message';
import { plainSeal } from '../../../test/support/plain-seal';
import { sealAction } from './sealed-action';
import { toActivity } from './to-activity';

const SHOWN = { showsCards: true, seal: plainSeal };

const card: Card = {
  title: 'Headphones *Pro*',
  headline: '79.20 €',
  image: 'https://shop.example/pro.png',
  lines: ['20 % under 99.00 €'],
  facts: [{ label: 'Shop', value: 'shop_example' }],
  footnote: 'checked just_now',
  buttons: [
    { title: 'Go to shop', url: 'https://shop.example/pro' },
    { title: 'Stop', action: { do: 'stop', id: 7 } },
  ],
};

function contentOf(given: Card, text = 'the whole text'): any {
  return toActivity({ text, card: given }, SHOWN).attachments?.[0]?.content;
}

test('plain text stays plain', () => {
  expect(toActivity({ text: 'a *b*' }, SHOWN)).toEqual({
    type: 'message',
    textFormat: 'plain',
    text: 'a *b*',
  });
});

test('a card carries its text as summary and fallback, and beside it only where no card is shown', () => {
  const shown = toActivity({ text: 'the whole text', card }, SHOWN);
  expect(shown).toMatchObject({ summary: 'the whole text' });
  expect(shown).not.toHaveProperty('text');
  expect(contentOf(card).fallbackText).toBe('the whole text');
  expect(toActivity({ text: 'the whole text', card }, { ...SHOWN, showsCards: false }).text).toBe(
    'the whole text',
  );
});

test('the buttons beyond the sixth stand in a menu', () => {
  const buttons = Array.from({ length: 8 }, (_none, index) => ({
    title: `${index}`,
    action: { do: 'stop' },
  }));
  const { actions } = contentOf({ ...card, buttons });
  expect(actions.map(({ mode }: any) => mode)).toEqual([
    ...Array(6).fill(undefined),
    'secondary',
    'secondary',
  ]);
});

test('the price is large, the footnote small, facts and texts are escaped', () => {
  const { body } = contentOf(card);
  const [title, price] = body[0].columns[0].items;
  expect(title.text).toBe('Headphones \\*Pro\\*');
  expect(price).toMatchObject({ text: '79.20 €', size: 'ExtraLarge' });
  expect(body[1]).toMatchObject({ text: '20 % under 99.00 €', spacing: 'Medium' });
  expect(body[2].facts).toEqual([{ title: 'Shop', value: 'shop\\_example' }]);
  expect(body[3]).toMatchObject({ text: 'checked just\\_now', size: 'Small', isSubtle: true });
});

test.each(['https://ebb.example/charts/x.png', '/charts/x.png', 'data:image/png;base64,AAAA'])(
  'a picture from %s stands large under the lines',
  (url) => {
    const { body } = contentOf({ ...card, picture: { url, alt: 'the last 30 days' } });
    const picture = { type: 'Image', url, altText: 'the last 30 days', size: 'Stretch' };
    expect(body.indexOf(body.find((one: any) => one.size === 'Stretch'))).toBe(2);
    expect(body[2]).toEqual(picture);
  },
);

test.each(['http://ebb.example/x.png', '//evil.example/x.png', 'data:image/svg+xml,<svg/>', 'javascript:1'])(
  'a picture from %s is left out',
  (url) => expect(JSON.stringify(contentOf({ ...card, picture: { url, alt: '' } }))).not.toContain(url),
);

test('a picture too large for the channel is left out, and the facts stay', () => {
  const url = `data:image/png;base64,${'A'.repeat(30_000)}`;
  const { body } = contentOf({ ...card, picture: { url, alt: '' } });
  expect(JSON.stringify(body)).toContain('shop\\\\_example');
  expect(JSON.stringify(body)).not.toContain('base64');
});

test('who is mentioned is named in a text that is no markup, and by their id', () => {
  const mentions = [{ id: '29:ben', name: 'Ben <at>x</at> *O’Neill*' }];
  const { body, msteams } = contentOf({ ...card, mentions });
  const { text } = msteams.entities[0];
  expect(text).toMatch(/^<at>[\p{L} ]+<\/at>$/u);
  expect(msteams.entities[0].mentioned.id).toBe('29:ben');
  expect(body.map((one: any) => one.text)).toContain(text);
  expect(contentOf(card).msteams).toBeUndefined();
});

test('buttons open a link or submit our action', () => {
  expect(contentOf(card).actions).toEqual([
    { type: 'Action.OpenUrl', title: 'Go to shop', url: 'https://shop.example/pro' },
    { type: 'Action.Submit', title: 'Stop', data: { ebb: sealAction(plainSeal, { do: 'stop', id: 7 }) } },
  ]);
});

test('a button with a link that no browser should open is left out', () => {
  const { actions } = contentOf({ ...card, buttons: [{ title: 'x', url: 'javascript:alert(1)' }] });
  expect(actions).toEqual([]);
});

test.each([
  ['https://shop.example/a.png', true],
  ['data:image/png;base64,AAAA', true],
  ['http://shop.example/a.png', false],
  ['data:text/html;base64,AAAA', false],
  ['javascript:alert(1)', false],
])('image %s is shown: %s', (image, shown) => {
  expect(JSON.stringify(contentOf({ ...card, image })).includes('"Image"')).toBe(shown);
});

test('whatever is given, at most 28 KB come out', () => {
  const long = '€'.repeat(9000);
  const facts = Array.from({ length: 60 }, () => ({ label: long, value: long }));
  const given = {
    text: long,
    card: { ...card, title: long, lines: Array(60).fill(long) as string[], facts },
  };
  const activity = toActivity(given, SHOWN);
  expect(Buffer.byteLength(JSON.stringify(activity))).toBeLessThanOrEqual(28 * 1024);
  expect(activity.text ?? activity.summary).toMatch(/€…$/);
});

test('a large image goes before any word is cut', () => {
  const image = `data:image/png;base64,${'A'.repeat(40_000)}`;
  const content = JSON.stringify(contentOf({ ...card, image }));
  expect(content).not.toContain('AAAA');
  expect(content).toContain('79.20 €');
});
