function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}

const MONTHS = `
  january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember
`;

/** Before an amount: it is a saving, a fee, a threshold or an instalment. */
export const NO_PRICE_BEFORE = words(`
  save saving savings saved sparen spare ersparnis économisez économie ahorra ahorro risparmi risparmia bespaar korting
  besparing oszczędzasz ušetříte zľava sleva скидка экономия rabatt discount off coupon gutschein voucher cashback
  shipping delivery postage orders over versand versandkosten versandkostenfrei livraison envío spedizione
  verzending frakt fragt doprava dostawa доставка mindestbestellwert
  payments instalments installments raten mensualités cuotas parcelas versements
`);

/** Before a number without a sign: it names, counts or dates something. */
export const NO_PRICE_BEFORE_BARE = words(`
  sku ean isbn gtin upc mpn asin model ref article art artikel artikelnr artikelnummer артикул код nr no number item id
  qty quantity menge anzahl количество pack set stock lager page top заказ заказа
  ${MONTHS}
`);

/** Directly behind an amount: what it is instead of a price. */
export const NO_PRICE_AFTER = words(`
  off rabatt discount korting réduction remise cashback gutschein voucher sparen gespart saved savings скидка
  shipping delivery postage versand versandkosten livraison frakt fragt доставка
`);

/** Before an amount: the price is or was another. */
export const OLD_PRICE_BEFORE = words(`
  was were before old regular regularly reg list rrp srp msrp orig original originally previously instead uvp statt
  vorher bisher alt avant antes anterior prima invece före tidigare før původně было старая старой вместо catalogue
`);

/** Before an amount: this is the price now. */
export const NEW_PRICE_BEFORE = words(`
  now sale special only jetzt nur neu maintenant ahora ora adesso nu nå teraz nyní сейчас теперь por voor
`);

/** Behind a bare number: it measures or counts something. Read in lower case. */
export const UNITS = words(`
  mm cm dm m km ft foot feet in inch inches yd mi µm g gr kg mg lb lbs oz ml cl dl l ltr liter litre liters litres gal
  w kw wh kwh mah v hz khz mhz ghz gb mb tb kb mp px dpi rpm bar psi c f db lm h hr hrs hour hours min mins minutes s sec
  day days week weeks month months year years yr yrs tage tag stunden jahre monate jours heures mois ans
  x mal
  star stars stück stuck stk pc pcs piece pieces pack packs item items products artikel reviews ratings bewertungen people
  ${MONTHS}
  st nd rd th шт кг г гр мл л см мм м гб мес дней лет от von of
`);

/** Behind a number: it is multiplied by thousands or more. */
export const MAGNITUDES = words(
  'mio million millions mill mrd billion bn mln mld lakh lac crore cr тыс млн 万 萬 億 亿 만 억',
);
export const ATTACHED_MAGNITUDES = words('k m b к м');

/** Between "12x" and the amount of an instalment. */
export const PARTS_OF = words('de of von di à a');

/** Behind an amount: a measure follows. */
export const PER = words('per je pro par za');

/** Joins the ends of a range. */
export const RANGE_JOINTS = words('to bis à al до do til till tot až');

/** The whole text, when nothing is to pay. */
export const FREE = words('free');
