import { openStore } from '../../src/storage/open-store';
import { startPostgres, whyNoPostgres } from '../support/postgres';

const skipped = whyNoPostgres();
const describePostgres = skipped === null ? describe : describe.skip;

describePostgres(`a PostgreSQL server${skipped === null ? '' : ` (skipped: ${skipped})`}`, () => {
  it('that refuses is named in one line, with its reason and without a password', async () => {
    const server = await startPostgres();
    if ('skipped' in server) throw new Error(server.skipped);
    const url = new URL(server.url);
    url.pathname = '/nowhere';
    url.password = 's3cret';
    const refusal: unknown = await openStore(url.href).catch((error: unknown) => error);
    await server.stop();
    expect(refusal).toMatchObject({
      name: 'StorageError',
      message:
        `PostgreSQL at ${url.host}/nowhere refuses the connection (database "nowhere" does not exist). ` +
        'Check user, password and database name in EBB_DATABASE_URL.',
    });
  }, 60_000);
});
