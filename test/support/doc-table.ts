import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of a table, by the names in its head. */
export type DocRow = Readonly<Record<string, string>>;

/**
 * Reads the table of a page in docs/ whose head is so, cell by cell.
 * @throws when the page has no such table.
 */
export function readDocTable(page: string, head: readonly string[]): DocRow[] {
  const lines = readFileSync(join(__dirname, '../../docs', page), 'utf8')
    .split('\n')
    .map(readCells);
  const start = lines.findIndex((cells) => cells.join('|') === head.join('|'));
  if (start < 0) throw new Error(`docs/${page} has no table with the head ${head.join(' | ')}.`);
  const body = lines.slice(start + 2);
  const end = body.findIndex((cells) => cells.length === 0);
  return body
    .slice(0, end < 0 ? body.length : end)
    .map((cells) => Object.fromEntries(head.map((name, column) => [name, cells[column] ?? ''])));
}

function readCells(line: string): string[] {
  return line.startsWith('|')
    ? line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    : [];
}
