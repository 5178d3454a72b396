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
