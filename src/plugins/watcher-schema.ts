import { z } from 'zod';
import { isHostPattern } from './host-pattern';

const code = z.custom<(...args: never[]) => unknown>(
  (value) => typeof value === 'function',
  'is no function',
);
const text = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'is no text: put it in quotes') })
  .trim()
  .min(1, 'is empty');

function isHosts(value: unknown): boolean {
  if (value === 'any') return true;
  return Array.isArray(value) && value.length > 0 && value.every((host) => isHostPattern(String(host)));
}

/** The form of a watcher, whatever made it. The messages follow the field's name. */
export const watcherSchema = z.object({
  id: text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not made of lower case letters, digits and single dashes'),
  name: text,
  homepage: z.url({ protocol: /^https?$/, error: 'is no http(s) link' }),
  maintainers: z.array(text, 'is no list').min(1, 'names nobody'),
  hosts: z.custom<readonly string[] | 'any'>(
    isHosts,
    "is neither 'any' nor a list of hosts such as 'shop.example' or '*.shop.example'",
  ),
  reads: z.enum(['page', 'api', 'feed'], "is none of 'page', 'api', 'feed'"),
  needs: z.array(z.enum(['browser'], "knows nothing but 'browser'"), 'is no list').optional(),
  minIntervalSeconds: z.number('is no number').min(60, 'is below 60'),
  settings: z.instanceof(z.ZodObject, { error: 'is no z.object' }).optional(),
  example: z.object(
    { url: text, key: text, settings: z.record(z.string(), z.string()).exactOptional() },
    'is no { url, key }',
  ),
  match: code,
  recognise: code.optional(),
  look: code,
});
