import { readFileSync } from 'node:fs';
import { z } from 'zod';

const amount = z.union([z.string(), z.number()]).nullable();

/** What is known of a saved page; other fields are for people. */
const expectedSchema = z.object({
  url: z.string().nullable(),
  price: amount,
  currency: z.string().nullish(),
  alsoAcceptable: z.array(amount).default([]),
});

export type Expected = z.infer<typeof expectedSchema>;

export type Verdict = 'right' | 'wrong' | 'none';

/** @throws when the file does not say what is expected of a page. */
export function readExpected(file: string): Expected {
  const expected = expectedSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!expected.success)
    throw new Error(`${file} is not what is expected of a page: ${z.prettifyError(expected.error)}`);
  return expected.data;
}

/** @param got a plain decimal; null when no price was read. */
export function judge(got: string | null, { price, alsoAcceptable }: Expected): Verdict {
  const acceptable = [price, ...alsoAcceptable];
  if (got === null) return acceptable.includes(null) ? 'right' : 'none';
  return acceptable.some((each) => each !== null && Number(each) === Number(got)) ? 'right' : 'wrong';
}
