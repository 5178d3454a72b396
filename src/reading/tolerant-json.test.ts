import { parseTolerantJson } from './tolerant-json';

describe('parseTolerantJson', () => {
  it.each([
    ['plain', '{"a": 1}', { a: 1 }],
    ['trailing commas', '{"a": [1, 2,], }', { a: [1, 2] }],
    ['a semicolon at the end', '{"a": 1};', { a: 1 }],
    ['comments', '{"a": 1, // one\n /* two */ "b": 2}', { a: 1, b: 2 }],
    ['links, which are no comments', '{"a": "https://x.example/",}', { a: 'https://x.example/' }],
    ['HTML comment', '<!-- {"a": 1} -->', { a: 1 }],
    ['CDATA', '//<![CDATA[\n{"a": 1}\n//]]>', { a: 1 }],
    ['raw line breaks and tabs in strings', '{"a": "one\ntwo\tthree"}', { a: 'one two three' }],
    ['unescaped quotes', '{"name": "TV 15" wide", "price": 3}', { name: 'TV 15" wide', price: 3 }],
    ['escapes that JSON does not know', String.raw`{"a": "it\'s"}`, { a: "it's" }],
    ['names without quotes', '{a: 1, $b_2: {c: "d: e"}}', { a: 1, $b_2: { c: 'd: e' } }],
    ['single quotes', String.raw`{'a': 'it\'s "so"', b: ['c']}`, { a: 'it\'s "so"', b: ['c'] }],
    [
      'what minifiers write',
      '{a:!0,b:!1,c:void 0,d:1e3,e:null}',
      { a: true, b: false, c: null, d: 1000, e: null },
    ],
    ['what a script computes', '{a: x.y, b: undefined, c: 1}', { a: null, b: null, c: 1 }],
    ['entities for quotes', '{&quot;a&quot;: 1}', { a: 1 }],
  ])('reads %s', (_, text, expected) => expect(parseTolerantJson(text)).toEqual(expected));

  it.each(['', '{', 'var x = 1', '{"a": }', '\\'])('gives up on %j', (text) =>
    expect(parseTolerantJson(text)).toBeUndefined(),
  );

  it('takes time in proportion to the length', () => {
    const text = `{"a": "${'" '.repeat(200_000)}`;
    expect(parseTolerantJson(text)).toBeUndefined();
  });
});
