/**
 * The words by which pages tell what a text is, in the languages of the shops we meet. Data only: each list is one
 * kind of word, each line one language; entries are parted by `|` and match whole words, whatever their case.
 */
import { UNSPACED, WordList } from './word-list';

/** Words of class names and ids; these are English nearly everywhere. */
export const CLASS_WORDS = {
  old: `old was rrp msrp uvp strike\\w* struck\\w* crossed\\w* before previous compare-at\\w* compareat\\w* original list-price
    listprice regular-strike undiscounted line-?through pvp-old vecchio ancien anterior tachado barre`,
  aside: `related recommend\\w* similar upsell\\w* cross-?sell\\w* also sponsored recently? recent-\\w+ mini-?cart cart-drawer
    cart-popup shopping-cart footer carousel frequently nav navigation navbar megamenu mega-menu breadcrumbs? reviews?
    wishlist suggestions? suggested competit\\w* accessor(?:y|ies) ads? advert\\w* newsletter testimonials? bought`,
  price:
    'prices? pric(?:e|ing)\\w* preis\\w* prix prec?zz?os? precios? prezzo precos? cena cene ceny pret preturi amount',
  notPrice: `shipping delivery postage unit-price price-per(?:-unit)? per-unit base-?price unitprice installments? instalments? monthly
    finance financing credit savings? saved? save-\\w+ yousave points loyalty rewards? cashback coupons? vouchers? ratings?
    quantity qty threshold deposit trade-in tradein insurance warranty protection without-vat exvat ex-vat net-price
    excl-?\\w* pretax`,
  cents: 'cents? fraction decimals? sup superscript kop kopeck centimes?',
} as const;

/** Headings of the parts of a page that show other products. */
const ASIDE_HEADINGS = [
  'related|similar|you may (?:also )?like|you might|customers? (?:who|also)|also (?:bought|viewed|like)|recommended|sponsored|recently viewed|frequently bought|more from|more like|compare with|people also|other (?:sellers|products|items)|explore|inspired by|what other|complete the look|goes well|wear it with|similar items|best ?sellers|new arrivals|trending|popular',
  'ähnliche|kunden|empfehl\\p{L}*|das könnte|zuletzt angesehen|passend\\p{L}* (?:dazu|zubehör)|zubehör|gesponsert|weitere artikel|beliebt\\p{L}*',
  'similaires|vous aimerez|les clients|recommand\\p{L}*|sponsorisés?|récemment|produits (?:associés|liés)|également|à découvrir',
  'relacionad\\p{L}*|similares|también|recomendad\\p{L}*|patrocinad\\p{L}*|vistos? recientemente|te puede|clientes',
  'correlati|simili|potrebbe|potrebbero|consigliati|sponsorizzat\\p{L}*|visti di recente|altri prodotti|hanno (?:visto|comprato)',
  'semelhantes|também|quem (?:viu|comprou)|relacionados|vistos recentemente',
  'gerelateerd\\p{L}*|vergelijkbare|anderen|aanbevolen|gesponsord|laatst bekeken|misschien',
  'podobne|polecan\\p{L}*|klienci|ostatnio|powiązane|podobné|související|zákazníci|doporuč\\p{L}*|naposledy|súvisiace|odporúč\\p{L}*|hasonló|kapcsolódó|ajánl\\p{L}*|vásárlók',
  'similare|recomand\\p{L}*|clienții|vizualizate recent|asemănătoare|подобни|свързани|препоръч\\p{L}*',
  'παρόμοια|σχετικά|προτειν\\p{L}*|πελάτες|benzer|önerilen|ilgili|son bakılan|müşteriler',
  'похожие|рекоменд\\p{L}*|с этим товаром|вместе с|вы смотрели|недавно|сопутствующ\\p{L}*|аналог\\p{L}*|схожі|рекомендован\\p{L}*|переглянут\\p{L}*|разом з',
  'liknande|relaterade|rekommender\\p{L}*|lignende|relaterede|anbefal\\p{L}*|relaterte|samankaltaisia|suosittel\\p{L}*|katsottu',
  'sarnased|seotud|soovita\\p{L}*|līdzīg\\p{L}*|saistīt\\p{L}*|ieteic\\p{L}*|panašios|susijusios|rekomenduoj\\p{L}*|slični|povezani|preporuč\\p{L}*|podobni|sorodni|priporoč\\p{L}*',
  'منتجات (?:مشابهة|ذات صلة)|قد يعجبك|العملاء|מוצרים (?:דומים|קשורים)|אולי יעניין|相關商品|推薦|相关|推荐|猜你喜欢|關聯|おすすめ|関連|最近(?:見た|チェック)|추천|관련|최근 본',
];

/** Before or after an amount: it is what the thing cost, not what it costs. */
const OLD_PRICE = [
  'was|old price|list(?: price)?|rrp|msrp|orig(?:inal(?:ly)?)?\\.?(?: price)?|before|retail(?: price)?|compare at|previous(?:ly)?(?: price)?|typical price|crossed[- ]out',
  'statt|uvp|bisher(?:iger preis)?|früher(?:er preis)?|alter preis|vorher|ursprünglich\\p{L}*|au lieu de|prix (?:conseillé|barré|initial)|ancien prix|avant',
  'antes|precio (?:anterior|original|de lista)|pvp(?: recomendado)?|prezzo (?:precedente|consigliato|di listino)|era|anziché|invece di|prima|pvpr|preço (?:anterior|original)|de:',
  'van|adviesprijs|oude prijs|was|cena (?:katalogowa|przed|pôvodná|původní)|stara cena|najniższa cena|původně|předtím|původní cena|pôvodn\\p{L}*|doteraz',
  'eredeti ár|korábbi ár|régi ár|helyett|preț (?:vechi|inițial|recomandat)|pret (?:vechi|intreg)|prp|стара цена|предишна цена|пцд|αρχική τιμή|από|παλιά τιμή|eski fiyat|liste fiyatı',
  'старая цена|было|раньше|стара ціна|було|tidigare pris|rek\\.? pris|før(?:pris)?|veil\\.? pris|ovh|vana hind|soodus|iepriekš|vecā cena|sena kaina|stara cijena|mpc|stara cena|prije',
  'كان|السعر القديم|السعر السابق|قبل الخصم|מחיר קודם|במקום|מחיר מקורי|原價|原价|定價|建議售價|市價|通常価格|定価|参考価格|정가|정상가|판매가격 전',
];

/** Before an amount: what it costs as a rule; the price, unless a lower one stands beside it. */
const USUAL_PRICE = [
  'reg(?:ular)?\\.? price|normal price|standard price|normalpreis|regulärer preis|prix (?:normal|habituel)|precio (?:normal|habitual)|prezzo normale|preço normal|normale prijs|cena (?:regularna|běžná|bežná)|(?:běžná|bežná) cena',
  'обычная цена|звичайна ціна|ord(?:inarie)?\\.? pris|normalpris|norm\\.?(?:hinta)?|tavahind|parastā cena|įprasta kaina|redovna cijena|redna cena|preț normal|редовна цена|κανονική τιμή|normal fiyat',
];

/** Beside an amount: private shoppers pay more. */
const BEFORE_TAX = [
  'ex(?:cl(?:\\.|uding|usive of)?|\\.)? ?(?:vat|tax|taxes|gst|btw)|before tax|without (?:vat|tax)|net(?: price)?|exkl?\\.? (?:mwst|ust|moms)\\.?|(?:ohne|zzgl\\.?) (?:mwst|ust)\\.?|netto\\p{L}*|hors taxes?|ht|sin iva|iva no incluido|iva esclusa|senza iva|sem iva|zonder btw',
  'bez (?:dph|vat|pdv|ddv|pvn)|be pvm|nettó|fără tva|fara tva|без (?:ддс|ндс|пдв)|χωρίς φπα|kdv hariç|\\+ ?kdv|uden moms|utan moms|eks(?:kl)?\\.? (?:mva|moms)|ilman alvia|alv 0 ?%|km-ta|ilma km|לפני מע"מ|未稅|未税|税抜|부가세 별도',
];

/** In the same line: what it says holds for those who do something for it, not for everybody. */
const CONDITIONAL = [
  '(?:on|upon) approval|could be|when you (?:apply|sign up|subscribe)|new customers?|first order|with (?:code|coupon|voucher)|use code',
  'mit (?:gutschein|code)|neukunden|erstbestellung|avec le code|première commande|con el código|primera compra|con il codice|primo ordine|com o cupom|primeira compra|met (?:code|kortingscode)|z kodem|s kódem|с промокодом|за промокодом',
];

/** Beside an amount: it is a part of the price, a rate, or the price of something else. */
const NOT_THE_PRICE = [
  'per (?:month|week|day|year|kg|100|unit|item|each|oz|ounce|lb|litre|liter|sq|m2|count|fl)|/ ?(?:mo|month|mth|week|day|yr|year|kg|100|l|lb|oz|ct|count|m²|sq|fl|unit|st|stk|piece)|a month|monthly|pm|p/m|instal?lments?|down payment|deposit|interest|apr|finance|as low as|pay in|payments? of',
  'approx(?:\\.|imately)?|shipping|ships|delivery|postage|p&p|handling|orders? (?:over|above|from)|spend|free (?:shipping|delivery|returns)|import (?:fees|charges)|save|saving|savings|you save|off|discount|cash ?back|points|rewards?|gift card|voucher|coupon|promo code|trade[- ]in|protection|warranty|insurance|minimum|threshold|tax|vat|starting (?:price|bid)|opening bid|reserve|estimate[ds]?|premium|total|members?|with card|store card|credit|used|refurbished|open[- ]box|bid|bids|best offer',
  'monatlich|pro monat|mtl\\.?|/ ?monat|raten?|finanzierung|versand\\p{L}*|startpreis|startgebot|gesamt\\p{L}*|lieferung|porto|ab einem|mindestbestell\\p{L}*|sie sparen|sparen|ersparnis|rabatt|gutschein|pro (?:kg|stück|liter|m)|grundpreis|gebraucht|anzahlung|punkte|pfand',
  'par mois|/ ?mois|mensualit\\p{L}*|livraison|port|frais|économisez|remise|dès \\d+ d.achat|d.occasion|occasion|le kilo|au kilo|eco[- ]?part\\p{L}*|dont',
  'al mes|/ ?mes|cuotas?|meses|envío|gastos|ahorr\\p{L}*|descuento|dto|financia\\p{L}*|usado|segunda mano|al mese|/ ?mese|rate|spedizion\\p{L}*|consegna|risparmi\\p{L}*|sconto|usato|por mês|/ ?mês|prestações|parcelas?|vezes|envio|portes|poupe|poupança|desconto|x sem juros',
  'per maand|/ ?maand|p/?mnd|verzend\\p{L}*|bezorg\\p{L}*|bespaar\\p{L}*|korting|je bespaart|tweedehands|miesięcznie|/ ?mies|rat(?:a|y)?|raty|dostaw\\p{L}*|wysyłk\\p{L}*|oszczędz\\p{L}*|rabat|używan\\p{L}*',
  'měsíčně|/ ?měs|splát\\p{L}*|doprav\\p{L}*|poštovn\\p{L}*|ušetř\\p{L}*|sleva|použit\\p{L}*|bez dph|mesačne|splátk\\p{L}*|ušetr\\p{L}*|zľava|havonta|hó|részlet\\p{L}*|szállít\\p{L}*|megtakarít\\p{L}*|kedvezmény|használt|nettó',
  'pe lună|/ ?lun[aă]|lunar|rate?|livrare|transport\\p{L}*|economis\\p{L}*|reducere|cashback|на месец|вноск\\p{L}*|доставка|спестяв\\p{L}*|отстъпка|το μήνα|/ ?μήνα|δόσεις|αποστολή|μεταφορικά|κερδίζ\\p{L}*|έκπτωση|aylık|/ ?ay|taksit\\p{L}*|kargo|indirim|tasarruf',
  'в месяц|/ ?мес|месяц\\p{L}*|рассроч\\p{L}*|кредит\\p{L}*|доставк\\p{L}*|эконом\\p{L}*|скидк\\p{L}*|выгод\\p{L}*|бонус\\p{L}*|балл\\p{L}*|кешб[еэ]к|на місяць|/ ?міс|розстроч\\p{L}*|заощадж\\p{L}*|знижк\\p{L}*',
  'i månaden|/ ?mån|frakt|leverans|spara\\p{L}*|rabatt|delbetal\\p{L}*|om måneden|/ ?md|pr\\.? (?:md|mnd|kg|stk)|fragt|levering|spar|kk|/ ?kk|kuukaudessa|toimitus|säästä\\p{L}*|alennus|erä|kuus|/ ?kuu|järelmaks|tarne|säästad|mēnesī|/ ?mēn|piegāde|ietaup\\p{L}*|līzing\\p{L}*|mėn|/ ?mėn|pristatym\\p{L}*|sutaup\\p{L}*|išsimok\\p{L}*|mjesečno|rate|dostav\\p{L}*|ušted\\p{L}*|popust|mesečno|obrok\\p{L}*|prihran\\p{L}*',
  'شهري\\p{L}*|التوصيل|الشحن|وفر|خصم|قسط|תשלומים|לחודש|משלוח|חיסכון|הנחה',
  '運費|免運|宅配|取貨|每|期|運送|折抵|折價|點|滿|加購|保險|省|优惠|积分|满|运费|分期|送料|月々|毎月|ポイント|分割|配送|배송비|할인|적립|개월|월|무료',
];

/** These begin another thought: what follows them says nothing about the amount before. */
const CONNECTORS = [
  'plus|incl?\\p{L}*|excl\\p{L}*|ex|free|with|and|or|zzgl|inkl\\p{L}*|exkl\\p{L}*|und|oder|kostenlos\\p{L}*|gratis|et|ou|hors|gratuit\\p{L}*|y|o|e|más|envío gratis|en|met|i|lub|oraz|darmow\\p{L}*|a|nebo|zdarma|vč|vrátane|és|vagy|ingyen\\p{L}*|și|sau|gratuit\\p{L}*|и|или|бесплатн\\p{L}*|και|ve|och|og|ja|och|免費|含',
];

/** Before an amount: the least of several prices. */
const FROM = [
  'from|starting at|starts at|as low as|ab|à partir de|dès|desde|a partir de|da|a partire da|vanaf|od|już od|už od|už za|mertől|-tól|de la|începând de la|от|од|από|başlayan|від|från|fra|alkaen|alates|no|nuo|ξεκινά|ابتداء من|החל מ|起|から|부터',
];

/** What a buy button says. */
const BUY = [
  'add(?:ed)? to (?:cart|basket|bag|trolley|order)|buy(?: it)? now|buy|purchase|order now|pre-?order(?: now)?|place bid|bid now|checkout',
  'in den (?:warenkorb|einkaufswagen|einkaufskorb)|jetzt kaufen|kaufen|sofort-kaufen|bestellen|ajouter au panier|acheter(?: maintenant)?|achat immédiat|ajouter',
  'añadir (?:al carrito|a la cesta)|agregar al carro|comprar(?: ahora|agora)?|aggiungi al carrello|compralo subito|acquista|adicionar ao carrinho|adicionar',
  'in winkelwagen|in winkelmandje|bestel(?:len)?|koop nu|do koszyka|dodaj do koszyka|kup teraz|do košíku|vložit do košíku|přidat do košíku|koupit|vložiť do košíka|do košíka|pridať do košíka|kúpiť|kosárba(?: teszem)?|megveszem',
  'adaug[ăa] (?:în|in) co[șşs]|adauga|cumpără|cumpara|купи|добави в количката|προσθήκη στο καλάθι|αγορά|sepete ekle|satın al|в корзину|купить|добавить в корзину|оформить заказ|в кошик|купити|додати в кошик',
  'lägg i (?:varukorg\\p{L}*|kundvagn\\p{L}*)|köp|læg i kurv|køb|legg i handlekurv|kjøp|lisää (?:ostos)?koriin|osta|lisa (?:ostu)?korvi|ostukorvi|pievienot grozam|ielikt grozā|pirkt|į krepšelį|pirkti|dodaj u košaricu|u košaricu|kupi|dodaj v košarico|v košarico',
  'أضف (?:إلى|الى) (?:السلة|عربة التسوق)|اشتر الآن|הוסף לסל|הוספה לסל|קנה עכשיו|加入購物車|放入購物車|立即購買|加入购物车|立即购买|カートに入れる|今すぐ買う|購入|장바구니(?: 담기)?|바로구매|구매하기',
];

/** The product is not to be had now. */
const OUT_OF_STOCK = [
  'currently unavailable|temporarily out of stock|out of stock|sold out|no longer available|not available|unavailable|discontinued|this (?:listing|item|ad|posting) (?:has ended|is no longer|has been (?:sold|removed|deleted))|we don.t know when or if this item will be back',
  'nicht (?:verfügbar|lieferbar|vorrätig|auf lager)|ausverkauft|derzeit nicht|vergriffen|indisponible|rupture de stock|épuisé|plus disponible|agotado|no disponible|sin existencias|non disponibile|esaurito|esgotado|indisponível|sem stock',
  'niet (?:op voorraad|leverbaar|beschikbaar)|uitverkocht|niedostępn\\p{L}*|brak w magazynie|wyprzedan\\p{L}*|není skladem|vyprodáno|nedostupn\\p{L}*|vypredan\\p{L}*|nie je na sklade|elfogyott|nincs (?:készleten|raktáron)|nem (?:elérhető|rendelhető)',
  'stoc epuizat|indisponibil|nu este disponibil|изчерпан\\p{L}*|няма в наличност|εξαντλ\\p{L}*|μη διαθέσιμο|tükendi|stokta yok|нет в наличии|закончился|немає в наявності|закінчився',
  'slut(?:såld)?(?: i lager)?|ej i lager|udsolgt|ikke på lager|utsolgt|loppuunmyyty|loppu|ei varastossa|otsas|läbi müüdud|nav (?:noliktavā|pieejams)|išparduota|neturime|rasprodano|nije dostupno|razprodano|ni na zalogi',
  'غير متوفر|نفد|אזל(?: מהמלאי)?|לא זמין|缺貨|售完|已售完|補貨中|缺货|售罄|在庫切れ|売り切れ|品切れ|품절|일시품절',
];

/** The page says that there is nothing here. */
const NOT_FOUND = [
  '404|page not found|not found|page (?:doesn.t|does not) exist|couldn.t find (?:that|this|the) page|no longer exists|page (?:is )?(?:unavailable|missing)|looking for something',
  'seite (?:wurde )?nicht gefunden|nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|no encontrad\\p{L}*|pagina non trovata|página não encontrada|pagina niet gevonden|nie znaleziono|stránka (?:nenalezena|neexistuje|nebola nájdená)|nem található|pagina nu a fost găsită|страница(?:та)? не (?:найдена|е намерена|съществува)|η σελίδα δεν βρέθηκε|sayfa bulunamadı|сторінку не знайдено',
  'sidan (?:kunde inte hittas|finns inte)|siden (?:blev )?ikke (?:fundet|funnet)|sivua ei löyd\\p{L}*|lehekülge ei leitud|lapa nav atrasta|puslapis nerastas|stranica nije pronađena|stran ni najdena|الصفحة غير موجودة|הדף לא נמצא|找不到(?:頁面|页面|網頁)|ページが見つかりません|페이지를 찾을 수 없습니다',
];

/** The page keeps us out until somebody proves to be human or agrees to something. */
const BLOCKED = [
  'robot check|are you (?:a )?(?:human|robot)|not a robot|captcha|verify (?:that )?you are|checking your browser|just a moment|attention required|access denied|access to this page has been denied|pardon our interruption|unusual traffic|automated access|enter the characters you see|security check|please enable (?:js|javascript|cookies)|request blocked|bot detection|ddos protection',
  'before you continue|bevor sie fortfahren|cookie consent required|we value your privacy|zugriff verweigert|accès refusé|acceso denegado|accesso negato|доступ ограничен|подтвердите, что|вы не робот',
];

const asideHeading = new WordList(ASIDE_HEADINGS);

/** Does a heading begin a part of the page that is about other products? */
export function isAsideHeading(text: string): boolean {
  return text.length < 120 && asideHeading.test(text);
}

export const WORDS = {
  oldPrice: new WordList(OLD_PRICE),
  usualPrice: new WordList(USUAL_PRICE),
  beforeTax: new WordList(BEFORE_TAX),
  conditional: new WordList(CONDITIONAL),
  notThePrice: new WordList(NOT_THE_PRICE),
  /** Of these only the words of languages that put them behind the amount too. */
  notThePriceBehind: new WordList(NOT_THE_PRICE.filter((line) => !UNSPACED.test(line))),
  connector: new WordList(CONNECTORS),
  from: new WordList(FROM),
  buy: new RegExp(`^\\W*(?:${BUY.join('|')})(?![\\p{L}])`, 'iu'),
  outOfStock: new WordList(OUT_OF_STOCK),
  notFound: new WordList(NOT_FOUND),
  blocked: new WordList(BLOCKED),
} as const;
