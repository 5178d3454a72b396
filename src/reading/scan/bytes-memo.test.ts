import { BytesMemo } from './bytes-memo';

describe('BytesMemo', () => {
  const work = jest.fn((bytes: Buffer, start: number, end: number) =>
    Number(bytes.toString('latin1', start, end)),
  );
  const memo = new BytesMemo(work);
  beforeEach(() => work.mockClear());

  it('works each piece out once, wherever it stands', () => {
    expect(memo.valueOf(Buffer.from('12'), 0, 2)).toBe(12);
    expect(memo.valueOf(Buffer.from('<12>'), 1, 3)).toBe(12);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('keeps its own copy', () => {
    const bytes = Buffer.from('34');
    memo.valueOf(bytes, 0, 2);
    bytes.write('35');
    expect(memo.valueOf(bytes, 0, 2)).toBe(35);
    expect(memo.valueOf(Buffer.from('34'), 0, 2)).toBe(34);
  });

  it('is right of more pieces than it remembers', () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => index);
    const read = (index: number): number => memo.valueOf(Buffer.from(String(index)), 0, String(index).length);
    expect(numbers.map(read)).toEqual(numbers);
    expect(numbers.map(read)).toEqual(numbers);
  });
});
