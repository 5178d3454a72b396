import { HOSTILE_TEXTS, PATIENCE_MS } from '../../../test/support/hostile-texts';
import { measureProcessor } from '../../../test/support/processor-time';
import { findText } from './find-text';

const LONGEST = 60_001 + 10 * 2_100;

const recipient = { id: 'ebb', name: 'Ebb', role: 'bot' };
const mention = (text: string): object => ({ type: 'mention', text, mentioned: { id: 'ebb' } });

it.each(Object.entries(HOSTILE_TEXTS))('hands on a bounded text of %s, in no time', (_name, text) => {
  const attachments = [{ contentType: 'text/html', content: text }];
  const entities = Array.from({ length: 10_000 }, () => mention('aa')) as never;
  let found = '';
  const took = measureProcessor(() => (found = findText({ text, attachments, entities, recipient })));
  expect(found.length).toBeLessThanOrEqual(LONGEST);
  expect(took).toBeLessThan(PATIENCE_MS);
});

it('takes no more links out of the HTML copy than a message has', () => {
  const content = Array.from({ length: 1_000 }, (_, n) => `<a href="https://shop.example/${n}">x</a>`).join(
    '',
  );
  const text = findText({ text: 'look', attachments: [{ contentType: 'text/html', content }], recipient });
  expect(text.match(/https:/g)).toHaveLength(10);
});

it('takes out as many mentions as people write, and not thousands', () => {
  const entities = Array.from({ length: 200 }, (_, n) => mention(`<${n}>`)) as never;
  const text = Array.from({ length: 200 }, (_, n) => `<${n}>`).join('');
  expect(findText({ text, entities, recipient })).toContain('<150>');
  expect(findText({ text, entities, recipient })).not.toContain('<50>');
});
