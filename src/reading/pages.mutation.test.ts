import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../test/support/manual-clock';
import { mutatePage } from '../../test/support/mutate-page';
import { toDecimal } from '../core/money';
import { chosenOffer } from '../core/reading';
import { decodePage } from './decode-page';
import { readPage } from './read-page';

const folder = join(process.env['EBB_SHARED'] ?? join(__dirname, '../../../shared'), 'pages');
const isThere = existsSync(folder);
const ROUNDS = Number(process.env['EBB_SOAK'] ?? 0) > 0 ? 40 : 1;
const SEED = Number(process.env['EBB_SEED'] ?? 1);

interface Expected {
  readonly url: string | null;
  readonly price: string | null;
  readonly alsoAcceptable: readonly string[];
}

/** What a page says with high confidence after `round` changed it, when that is not its price; else null. */
function findLie(id: string, round: number): string | null {
  const expected = JSON.parse(readFileSync(join(folder, id, 'expected.json'), 'utf8')) as Expected;
  const random = seededRandom(SEED * 100_000 + round * 1000 + ids.indexOf(id));
  let html = decodePage(readFileSync(join(folder, id, 'page.html')), 'text/html');
  const times = 1 + Math.floor(random.fraction() * 3);
  for (let time = 0; time < times; time++)
    html = mutatePage(html, expected.price?.replace(/\D.*$/, '') ?? '', random);
  const offer = chosenOffer(
    readPage({ url: expected.url ?? '', body: Buffer.from(html), contentType: 'text/html; charset=utf-8' }),
  );
  if (!offer?.price || offer.confidence < 0.8) return null;
  const got = toDecimal(offer.price);
  const right = [expected.price, ...expected.alsoAcceptable].some(
    (each) => each !== null && Number(each) === Number(got),
  );
  return right ? null : `${id} round ${round}: ${got} (${offer.confidence}, ${offer.evidence.source})`;
}

const ids = isThere ? readdirSync(folder).sort() : [];

(isThere ? describe : describe.skip)(
  isThere ? 'changed pages' : `changed pages (SKIPPED: there is no ${folder}; set EBB_SHARED)`,
  () => {
    it.each(Array.from({ length: ROUNDS }, (_, round) => round))(
      'never give a wrong price that the reader vouches for: round %i',
      (round) => {
        expect(ids.flatMap((id) => findLie(id, round) ?? [])).toEqual([]);
      },
      120_000,
    );
  },
);
