import { createSeal } from '../web/seal';
import { openCode, sealCode } from './code-link';
import { sealPage } from './chart-link';

const seal = createSeal('a secret of at least thirty-two characters');
const LINK = { code: '7K3M-9QXT', until: 1_768_478_400_000 };

it('shows what was sealed, and nothing for any other token', () => {
  const token = sealCode(seal, LINK);
  expect(openCode(seal, token, LINK.until - 1)).toEqual(LINK);
  expect(openCode(seal, token, LINK.until)).toBeNull();
  expect(token).not.toContain(LINK.code);
  expect(openCode(seal, `${token}x`, 0)).toBeNull();
  const page = sealPage(seal, { productId: 1, threshold: null, locale: 'en', timeZone: null, at: 0 });
  expect(openCode(seal, page, 0)).toBeNull();
});
