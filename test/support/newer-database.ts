import SqliteFile from 'better-sqlite3';

/** Makes of a SQLite database of Ebb one that a later version has changed. */
export function makeNewer(path: string): void {
  const file = new SqliteFile(path);
  file.exec("insert into kysely_migration values ('9999-from-the-future', '2030')");
  file.close();
}
