import { makeAnswer } from './answer';
import { LookFailure } from './look-failure';

function answerOf(
  body: string,
  encoding: BufferEncoding,
  contentType: string,
): ReturnType<typeof makeAnswer> {
  return makeAnswer({ url: 'https://shop.example/', contentType, body: Buffer.from(body, encoding) });
}

describe('an answer', () => {
  it('takes the charset that the page declares', () => {
    const html = '<meta charset="windows-1252"><p>99,00 \x80</p>';
    expect(answerOf(html, 'latin1', 'text/html').text()).toContain('99,00 €');
  });

  it('takes the charset of its header', () => {
    expect(answerOf('caf\xe9', 'latin1', 'text/html; charset=iso-8859-1').text()).toBe('café');
  });

  it('reads JSON as UTF-8 whatever its strings say', () => {
    const json = { text: '<meta charset="iso-8859-1"> 99 €' };
    expect(answerOf(JSON.stringify(json), 'utf8', 'application/json').json()).toEqual(json);
  });

  it('ends a look that needs JSON and gets none', () => {
    const answer = answerOf('<p>Sorry</p>', 'utf8', 'application/json');
    expect(() => answer.json()).toThrow(LookFailure);
    expect(() => answer.json()).toThrow('not the JSON it promises');
  });
});
