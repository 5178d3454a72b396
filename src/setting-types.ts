import { z } from 'zod';
import { parseUrl } from './core/parse-url';

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `90s`, `10m`, `6h`, `7d` → milliseconds. */
function parseDuration(text: string): number | null {
  const match = /^(\d{1,6})([smhd])$/.exec(text.trim());
  if (!match) return null;
  const milliseconds = Number(match[1]) * UNITS[match[2] as keyof typeof UNITS];
  return milliseconds > 0 ? milliseconds : null;
}

/** A duration, given and left out as `6h`; milliseconds. */
export function duration(fallback: string): z.ZodType<number> {
  return z
    .string()
    .default(fallback)
    .transform((text, context) => {
      const milliseconds = parseDuration(text);
      if (milliseconds !== null) return milliseconds;
      context.addIssue({
        code: 'custom',
        message: `"${text}" is no duration; write e.g. 90s, 10m, 6h or 7d`,
      });
      return z.NEVER;
    });
}

function splitList(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

export const port: z.ZodType<number> = z
  .string()
  .refine(isPort, { error: 'is no port; write a number from 0 to 65535' })
  .transform(Number);

/** Apart by spaces or commas. */
export const list: z.ZodType<string[]> = z.string().default('').transform(splitList);

/** In lower case. */
export const hostPortList: z.ZodType<string[]> = z
  .string()
  .default('')
  .transform((text, context) => {
    const parts = splitList(text).map((part) => part.toLowerCase());
    for (const part of parts) {
      const number = /^(?:\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d+)$/.exec(part)?.[1];
      if (number !== undefined && isPort(number)) continue;
      context.addIssue({ code: 'custom', message: `"${part}" is no host:port; write e.g. 127.0.0.1:8080` });
    }
    return parts;
  });

/** Exact origins. */
export const originList: z.ZodType<string[]> = z
  .string()
  .default('')
  .transform((text, context) => {
    const parts = splitList(text);
    for (const part of parts) {
      if (/^https?:/.test(part) && parseUrl(part)?.origin === part) continue;
      context.addIssue({
        code: 'custom',
        message: `"${part}" is no origin; write e.g. https://bots.example.com, without a path`,
      });
    }
    return parts;
  });

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An address that a secret goes to: https, or this machine. A slash at its end is left out. */
export function baseUrl(fallback: string): z.ZodType<string> {
  return z
    .string()
    .default(fallback)
    .refine((text) => {
      const url = parseUrl(text);
      return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
    }, 'is no https address')
    .transform((text) => text.replace(/\/+$/, ''));
}

export const trimmed: z.ZodType<string> = z
  .string()
  .default('')
  .transform((text) => text.trim());
