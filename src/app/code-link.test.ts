import { createSeal } from '../web/seal';
import { openCode, sealCode } from './code-link';
import { sealPage } from './chart-link';

const seal = createSeal('a secret of at least thirty-two characters');
const LINK = { code: '7K3M-9QXT', until: 1_768_478_400_000 };

it('shows what was sealed, and nothing for any other token', () => {
  const token = sealCode(seal, LINK);
  expect(openCode(seal, token)).toEqual(LINK);
  expect(token).not.toContain(LINK.code);
  expect(openCode(seal, `${token}x`)).toBeNull();
  expect(
    openCode(seal, sealPage(seal, { productId: 1, threshold: null, locale: 'en', timeZone: null })),
  ).toBeNull();
});
