import { euro } from '../../test/support/periods';
import { makeChart } from '../core/chart';
import { DAY, type Period } from '../core/history';
import type { Money } from '../core/money';
import { drawChart } from './draw-chart';
import { PAGE_PALETTE, PICTURE_PALETTE } from './palette';
import { renderPicture } from './render-picture';

const NOW = Date.UTC(2026, 10, 22, 18);

function period(from: number, to: number, price: Money | null, changes: Partial<Period> = {}): Period {
  const [startedAt, endedAt] = [NOW - from * DAY, NOW - to * DAY];
  return { startedAt, endedAt, price, availability: 'in-stock', ...changes };
}

function draw(history: readonly Period[], threshold: Money | null = null, locale = 'en-GB'): string {
  const look = { locale, timeZone: null, palette: PICTURE_PALETTE };
  return drawChart(makeChart(history, 30, threshold, NOW), look);
}

function textsIn(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
}

describe('a chart', () => {
  it('names the newest price, the lowest one, the threshold, amounts and days', () => {
    const history = [period(30, 20, euro(99)), period(20, 10, euro(72.5)), period(10, 0, euro(81))];
    const texts = textsIn(draw(history, euro(79.2)));
    expect(texts).toEqual(
      expect.arrayContaining(['€81.00 now', 'lowest €72.50 · 2 Nov', 'alert at €79.20', '€80', '22 Nov']),
    );
  });

  it('says once that the newest price is the lowest', () => {
    const texts = textsIn(draw([period(30, 20, euro(99)), period(20, 0, euro(72.5))]));
    expect(texts).toContain('€72.50 now, the lowest');
    expect(texts.filter((text) => text.startsWith('lowest'))).toEqual([]);
  });

  it('has no line over a gap, over other currencies and where it was not for sale', () => {
    const svg = draw([
      period(30, 24, { minor: 5000, currency: 'USD' }),
      period(24, 18, euro(90)),
      period(12, 9, euro(80)),
      period(9, 3, euro(80), { availability: 'out-of-stock' }),
      period(3, 0, euro(85)),
    ]);
    expect(svg.match(/stroke-width="2.2"/g)).toHaveLength(4);
    expect(svg.match(/stroke-dasharray="2 4"/g)).toHaveLength(1);
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['in USD', 'not seen', 'not for sale']));
  });

  it('of nothing says so', () => {
    expect(textsIn(draw([]))).toContain('no price seen in this time');
  });

  it.each([
    ['de-DE', '79,20 €'],
    ['ja-JP', '€79.20'],
    ['ar-EG', '€79.20'],
    ['bg-BG', '79,20 €'],
  ])('in %s is written with letters that the font has', (locale, amount) => {
    const texts = textsIn(draw([period(30, 0, euro(79.2))], null, locale));
    expect(texts.join(' ').replaceAll('\u00a0', ' ')).toContain(`${amount} now`);
    for (const text of texts) expect(text).not.toMatch(/\p{Script=Arabic}|\p{Script=Han}/u);
  });

  it('is drawn whatever the prices: each number in it is finite', () => {
    const histories = [
      [],
      [period(0, 0, euro(5))],
      [period(30, 20, euro(0.01)), period(20, 0, euro(9_999_999))],
      [period(30, 0, null, { availability: 'out-of-stock' })],
      [period(30, 0, { minor: 7, currency: 'JPY' })],
    ];
    for (const history of histories) expect(draw(history, euro(5))).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('takes its colours from a page', () => {
    const chart = makeChart([period(30, 0, euro(79.2))], 30, null, NOW);
    const svg = drawChart(chart, { locale: 'en', timeZone: null, palette: PAGE_PALETTE });
    expect(svg).toContain('var(--surface)');
    expect(svg).not.toMatch(/#[0-9a-f]{6}/);
  });
});

describe('its picture', () => {
  it('is a PNG of the size asked for', async () => {
    const picture = Buffer.from(await renderPicture(draw([period(30, 0, euro(79.2))]), 960));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([960, 512]);
  });

  it('shows its text: the font is found', async () => {
    const withText = await renderPicture(draw([]), 480);
    const without = await renderPicture(draw([]).replace(/<text.*?<\/text>/g, ''), 480);
    expect(withText.length).toBeGreaterThan(without.length + 500);
  });
});
