import { UsageError } from '../command';
import { readPageSource } from './page-source';

const LINK = 'https://shop.example/p/7';

it('takes a link, or a file and the link that it was saved from', () => {
  expect(readPageSource([LINK])).toEqual({ link: LINK, file: null });
  expect(readPageSource([__filename], LINK)).toEqual({ link: LINK, file: __filename });
});

it.each([
  { positionals: [], link: undefined, complaint: 'give one link' },
  { positionals: [LINK, LINK], link: undefined, complaint: 'give one link' },
  { positionals: [__filename], link: undefined, complaint: 'say with --link' },
  { positionals: [__filename], link: 'shop', complaint: 'say with --link' },
])('says what is missing in $positionals', ({ positionals, link, complaint }) => {
  expect(() => readPageSource(positionals, link)).toThrow(UsageError);
  expect(() => readPageSource(positionals, link)).toThrow(complaint);
});

it('asks no shop in place of a file that is not there', () => {
  expect(() => readPageSource(['lamb.html'], LINK)).toThrow('there is no file lamb.html');
});
