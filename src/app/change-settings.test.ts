import { findTimeZone } from './change-settings';

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['Tokyo', 'Asia/Tokyo'],
  ['gmt', 'UTC'],
])('%s is %s', (name, zone) => {
  expect(findTimeZone(name)).toBe(zone);
});

it('knows a name that was replaced since', () => {
  expect(findTimeZone('Asia/Kolkata')).not.toBeNull();
  expect(findTimeZone('Asia/Calcutta')).toBe(findTimeZone('Asia/Kolkata'));
});

it.each(['', 'Atlantis', 'Mars/Olympus', '+02:00', '../etc/passwd', 'x'.repeat(1000)])(
  '%s is none',
  (name) => {
    expect(findTimeZone(name)).toBeNull();
  },
);
