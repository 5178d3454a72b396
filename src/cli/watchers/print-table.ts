/** One line for each row, its columns as wide as their widest cell. @param widest longer cells are cut. */
export function printTable(rows: readonly (readonly string[])[], widest = 70): string[] {
  const shorten = (cell: string): string => cut(cell.replace(/\s+/g, ' '), widest);
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 1, shorten(cell).length)));
  return rows.map((row) =>
    row
      .map((cell, at) => shorten(cell).padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cut(line: string, length: number): string {
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
