import { findInstant, isTime, readReminder } from './read-reminder';
import { readText } from './read-text';

/** Thursday. */
const NOW = Date.UTC(2026, 0, 15, 12, 30);
const BERLIN = 'Europe/Berlin';

describe('a text that asks for a reminder', () => {
  it.each([
    ['remind me on friday at 9 about this', { when: 'on friday at 9' }],
    ['remind me on friday at 9 about 3', { id: 3, when: 'on friday at 9' }],
    ['remind me about #3 in 3 days', { id: 3, when: 'in 3 days' }],
    ['remind 3 tomorrow', { id: 3, when: 'tomorrow' }],
    ['remind me of 12 in two weeks', { id: 12, when: 'in two weeks' }],
    ['reminder for 2 tonight', { id: 2, when: 'tonight' }],
    ['set a reminder for 2 at 18:30', { id: 2, when: 'at 18:30' }],
    ['remind me at 5pm', { when: 'at 5pm' }],
    ['remind me about 3', { id: 3 }],
    ['remind me', {}],
  ])('%s', (text, spoken) => {
    expect(readReminder(text)).toEqual(spoken);
    expect(readText(text)).toEqual({ do: 'remind', ...spoken });
  });

  it.each([
    'remind me at 80',
    'remind me at 8',
    'remind me when it is cheaper than 80 bucks',
    'remind me tomorrow if it falls',
    'remind me on friday or on monday',
    'show 3',
  ])('is not: %s', (text) => {
    expect(readReminder(text)).toBeNull();
  });

  it.each([
    ['friday at 9', true],
    ['in 3 days', true],
    ['80', false],
    ['hm', false],
    ['friday, please', false],
  ])('as an answer: %s', (text, is) => {
    expect(isTime(text)).toBe(is);
  });
});

describe('the time that is meant', () => {
  it.each([
    ['friday at 9', '2026-01-16T08:00:00.000Z'],
    ['friday', '2026-01-16T08:00:00.000Z'],
    ['tomorrow', '2026-01-16T08:00:00.000Z'],
    ['tomorrow at 18:30', '2026-01-16T17:30:00.000Z'],
    ['tonight', '2026-01-15T21:00:00.000Z'],
    ['in 3 days', '2026-01-18T12:30:00.000Z'],
    ['in 20 minutes', '2026-01-15T12:50:00.000Z'],
    ['at 5pm', '2026-01-15T16:00:00.000Z'],
    ['at 9:00', '2026-01-16T08:00:00.000Z'],
    ['on 3 july at 9', '2026-07-03T07:00:00.000Z'],
    ['3/4/2026 at 10:00', '2026-04-03T08:00:00.000Z'],
  ])('by “%s”, in Berlin', (text, instant) => {
    expect(new Date(findInstant(text, NOW, BERLIN, 'en-GB') ?? 0).toISOString()).toBe(instant);
  });

  it.each([
    // The clocks go from 02:00 to 03:00 on 29 March, so that day has 23 hours.
    ['in 2 days', '2026-03-30T07:00:00.000Z'],
    ['in 30 hours', '2026-03-29T14:00:00.000Z'],
    ['on sunday at 2:30', '2026-03-29T01:30:00.000Z'],
  ])('by “%s”, when the clocks are put forward meanwhile', (text, instant) => {
    const saturday = Date.UTC(2026, 2, 28, 8);
    expect(new Date(findInstant(text, saturday, BERLIN, 'en-GB') ?? 0).toISOString()).toBe(instant);
  });

  it('counts seconds', () => {
    expect(findInstant('in 20 minutes', NOW + 45_000, BERLIN, 'en')).toBe(NOW + 45_000 + 20 * 60_000);
    expect(findInstant('in 3 seconds', NOW + 45_000, BERLIN, 'en')).toBe(NOW + 48_000);
  });

  it('names the month first for Americans', () => {
    const at = findInstant('3/4/2026 at 10:00', NOW, 'America/New_York', 'en-US');
    expect(new Date(at ?? 0).toISOString()).toBe('2026-03-04T15:00:00.000Z');
  });

  it('is the person’s own day, when it is another one there', () => {
    const at = findInstant('tomorrow at 9:00', Date.UTC(2026, 0, 15, 23), 'Asia/Tokyo', 'en');
    expect(new Date(at ?? 0).toISOString()).toBe('2026-01-17T00:00:00.000Z');
  });

  it('is null for what is no time', () => {
    expect(findInstant('whenever', NOW, BERLIN, 'en')).toBeNull();
  });
});
