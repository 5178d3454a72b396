import { isForSale } from '../core/offer';
import type { Reading } from '../core/reading';
import { choosePrice } from './choose-price';
import { type Findings, isAmong } from './findings';
import { toUtf8 } from './decode-page';
import { judgePage, saysSoldOut } from './judge-page';
import { makeCanonical } from './make-canonical';
import { makeOffer, makeOffers } from './make-offer';
import { Notes } from './notes';
import type { PageFacts } from './page-facts';
import { readHints } from './page-hints';
import { identifyPage } from './page-identity';
import { findBuyButtons, rankShown } from './rank-shown';
import { PageBytes } from './scan/page-bytes';
import { HostileMarkup, scanPage } from './scan/scan-page';
import { findShownAmounts } from './shown-amounts';
import { readJsonThings } from './sources/json-things';
import { readMeta } from './sources/meta';
import { readProducts } from './sources/product-things';
import { readStateProducts } from './sources/state-products';

/** A page as it came. */
export interface Page {
  readonly url: string;
  readonly body: Uint8Array;
  /** The Content-Type header; empty when there was none. */
  readonly contentType: string;
}

/** A reading, and all that it was chosen from; null when the page could not be looked through. */
export interface Examination {
  readonly reading: Reading;
  readonly findings: Findings | null;
}

/**
 * Reads the product of a page. Pure, synchronous, never throws; meant to run in a worker, where time and
 * memory are bounded. Never gives `unchanged` or `refused`; `unreachable` only for markup built to exhaust
 * its readers.
 */
export function readPage(page: Page): Reading {
  return examinePage(page).reading;
}

/** As {@link readPage}, with what was found on the way. */
export function examinePage(page: Page): Examination {
  try {
    return examineFacts(scanPage(new PageBytes(toUtf8(page.body, page.contentType))), page.url);
  } catch (error) {
    if (!(error instanceof HostileMarkup)) throw error;
    const why = 'The page is built in a way that cannot be read.';
    return { reading: { kind: 'unreachable', why }, findings: null };
  }
}

function examineFacts(facts: PageFacts, url: string): Examination {
  const page = identifyPage(facts, url);
  const hints = readHints(facts, page.url);
  const json = readJsonThings(facts.jsonLd);
  const shown = findShownAmounts(facts.lines, hints);
  const buttons = findBuyButtons(facts);
  const ranked = rankShown(shown, page, buttons);
  const described = [
    ...readProducts(json, 'json-ld', hints),
    ...readProducts(facts.microdata, 'microdata', hints),
    ...readProducts(facts.rdfa, 'rdfa', hints),
    ...readMeta(facts, hints),
  ];
  // Large, and only of use where the page says nothing for machines.
  const stated = described.some(({ price }) => price !== null)
    ? []
    : readStateProducts(facts.states, page, hints, (decimal) => isAmong(ranked, decimal));
  const candidates = [...described, ...stated];
  const findings: Findings = { page, candidates, shown, ranked, buttons, notes: new Notes() };
  const verdict = judgePage(facts, [...json, ...facts.microdata, ...facts.rdfa], findings);
  return { reading: verdict ?? readProduct(facts, findings, url), findings };
}

function readProduct(facts: PageFacts, findings: Findings, url: string): Reading {
  const canonical = makeCanonical(facts, url);
  const isSoldOut = findings.buttons.length === 0 && saysSoldOut(facts, findings);
  const choices = choosePrice(findings, isSoldOut);
  const [choice] = choices;
  if (choices.length > 1) {
    const candidates = makeOffers(choices, findings, isSoldOut).filter((each) =>
      isForSale(each.availability),
    );
    return candidates.length > 0 ? { kind: 'ambiguous', candidates } : { kind: 'unavailable', ...canonical };
  }
  const offer = choice ? makeOffer(choice, findings, isSoldOut) : null;
  if (choice && offer && isForSale(offer.availability)) {
    const { confidence, others } = choice;
    const further = others.map((candidate) => ({ candidate, confidence, others: [] }));
    return {
      kind: 'offer',
      offers: [offer, ...makeOffers(further, findings, false)],
      chosen: 0,
      ...canonical,
    };
  }
  if (offer) return { kind: 'unavailable', offer, ...canonical };
  if (isSoldOut || isDeclaredSoldOut(findings)) return { kind: 'unavailable', ...canonical };
  return { kind: 'unreadable', why: "No price on the page is clearly the product's own." };
}

/** Structured data that say "sold out" and give no price. */
function isDeclaredSoldOut({ candidates }: Findings): boolean {
  return candidates.some(({ product, availability }) => product.own && availability === 'out-of-stock');
}
