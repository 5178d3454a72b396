/**
 * Columns of a list in a file; the first line names them, their order is free. docs/lists.md says what they
 * mean.
 */
export const COLUMNS = [
  'record',
  'link',
  'wish',
  'title',
  'status',
  'price',
  'from',
  'until',
  'availability',
  'snoozed',
  'urgent',
] as const;

/** One line by its columns; a column that the file does not have is absent. */
export type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

/**
 * What the first line of a file stands for: the version of the columns. A later one adds columns, and says so
 * here.
 */
export const VERSION = 1;
