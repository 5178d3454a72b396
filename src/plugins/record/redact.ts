/** Names of fields whose values belong to a person or a visit: of JSON, of forms, of meta elements. */
const PRIVATE =
  'nonce|sid|api[-_]?key|auth|authorization|cookie|visitor|client[-_]?id|user[-_]?(?:id|name)|first[-_]?name|last[-_]?name|' +
  'full[-_]?name|given[-_]?name|family[-_]?name|e?mail|telephone|phone|street|street[-_]?address|address|postal[-_]?code|zip|' +
  'ip[-_]?address';
const SECRET = '[\\w-]{0,30}(?:token|secret|password|session|csrf|xsrf)[\\w-]{0,30}';
const WHOLE_NAME = `(?:${SECRET}|(?:[\\w-]{0,30}[-_])?(?:${PRIVATE}))`;

const REMOVED = 'removed';

const RULES: readonly (readonly [RegExp, string])[] = [
  // "csrfToken": "…" in JSON, plain or escaped within a string.
  [new RegExp(`(\\\\?"${WHOLE_NAME}\\\\?"\\s{0,5}:\\s{0,5}\\\\?")[^"\\\\]{1,5000}`, 'gi'), `$1${REMOVED}`],
  // <input name="email" value="…">, <meta name="csrf-token" content="…">
  [
    new RegExp(
      `(\\b(?:name|id)=["']${WHOLE_NAME}["'][^>]{0,500}?\\b(?:value|content)=["'])[^"']{1,5000}`,
      'gi',
    ),
    `$1${REMOVED}`,
  ],
  [
    new RegExp(
      `(\\b(?:value|content)=["'])[^"']{1,5000}(["'][^>]{0,500}?\\b(?:name|id)=["']${WHOLE_NAME}["'])`,
      'gi',
    ),
    `$1${REMOVED}$2`,
  ],
  // ?token=… in links
  [new RegExp(`([?&;]${WHOLE_NAME}=)[^&#"'\\s<>\\\\]{1,5000}`, 'gi'), `$1${REMOVED}`],
  // Who wrote a review.
  [/("author"\s{0,5}:\s{0,5}(?:\{[^{}]{0,300}?"name"\s{0,5}:\s{0,5})?")[^"\\]{1,200}/gi, `$1${REMOVED}`],
  [/\beyJ[\w-]{10,5000}\.[\w-]{2,5000}(?:\.[\w-]{0,5000})?/g, REMOVED],
  [/\bBearer\s+[\w.~+/=-]{8,5000}/g, `Bearer ${REMOVED}`],
  [/[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,4}/gi, `${REMOVED}@mail.example`],
  [/\btel:[+\d().\s-]{5,30}/gi, `tel:${REMOVED}`],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '192.0.2.1'],
];

/**
 * Takes out of a recorded answer what belongs to a person or a visit: tokens, sessions, names and addresses
 * in fields called so, mail addresses, telephone numbers, IP addresses.
 * @param names further texts to take out, such as the recorder's own name.
 */
export function redact(text: string, names: readonly string[]): string {
  const cleaned = RULES.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text);
  return names
    .filter((name) => name.trim() !== '')
    .reduce((rest, name) => rest.replaceAll(name, REMOVED), cleaned);
}
