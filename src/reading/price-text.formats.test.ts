import { codes } from 'currency-codes';
import { formatMoney, fromDecimal } from '../core/money';
import { readPriceText } from './price-text';

const LOCALES = (
  'en-US en-GB en-IN de-DE de-CH de-AT fr-FR fr-CH es-ES es-MX it-IT pt-PT pt-BR nl-NL pl-PL cs-CZ sk-SK hu-HU ro-RO ' +
  'bg-BG el-GR tr-TR ru-RU uk-UA sv-SE da-DK nb-NO fi-FI et-EE lv-LV lt-LT hr-HR sl-SI ar-EG fa-IR he-IL hi-IN th-TH ' +
  'zh-CN zh-TW ja-JP ko-KR'
).split(' ');
const AMOUNTS = [5, 99, 1299, 100_000, 129_900, 1_234_567, 123_456_789];

/**
 * TOP and XXX, XTS are words or no money; Iraqi shops write no fils, so that three digits behind a point are
 * thousands.
 */
const LEFT_OUT = new Set(['TOP', 'XXX', 'XTS', 'IQD']);

it.each(codes().filter((code) => !LEFT_OUT.has(code)))(
  'reads %s as people write it everywhere',
  (currency) => {
    const misread = LOCALES.flatMap((language) =>
      AMOUNTS.map((minor) => formatMoney({ minor, currency }, language)).filter((text, at) => {
        const read = readPriceText(text, { language, currency });
        const money = fromDecimal(read.price ?? '', read.currency ?? '');
        return money?.minor !== AMOUNTS[at] || money?.currency !== currency;
      }),
    );
    expect(misread).toEqual([]);
  },
);
