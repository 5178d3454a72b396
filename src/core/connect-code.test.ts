import { seededRandom } from '../../test/support/manual-clock';
import { makeCode, readCode } from './connect-code';

describe('a code', () => {
  it('is short, and reads as it was written', () => {
    const random = seededRandom(1);
    const codes = Array.from({ length: 200 }, () => makeCode(random));
    for (const code of codes)
      expect([code, readCode(code)]).toEqual([expect.stringMatching(/^\w{4}-\w{4}$/), code]);
    expect(new Set(codes).size).toBe(200);
  });

  it.each([
    ['7k3m9qxt', '7K3M-9QXT'],
    [' 7K3M 9QXT ', '7K3M-9QXT'],
    ['oO1i-lL23', '0011-1123'],
    ['7K3M-9QX', null],
    ['7K3M-9QXTT', null],
    ['7K3M-9QXU', null],
    ['', null],
  ])('typed as %j is %j', (typed, code) => {
    expect(readCode(typed)).toBe(code);
  });
});
