type Attributes = Readonly<Record<string, string | number>>;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML forbids altogether are left out: one of them would spoil the whole picture. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

function print(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeXml(value);
}

/** One element; `content` is markup, made by these functions. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const printed = Object.entries(attributes).map(([key, value]) => ` ${key}="${print(value)}"`);
  return content === ''
    ? `<${name}${printed.join('')}/>`
    : `<${name}${printed.join('')}>${content}</${name}>`;
}

/** A text at x and y (its base line); whatever it says, it is only text. */
export function label(text: string, attributes: Attributes): string {
  return element('text', attributes, escapeXml(text));
}
