import { isForSale } from '../core/offer';
import type { Reading } from '../core/reading';
import { choosePrice } from './choose-price';
import { type Findings, isAmong } from './findings';
import { decodePage } from './decode-page';
import { judgePage, saysSoldOut } from './judge-page';
import { makeCanonical } from './make-canonical';
import { makeOffer, makeOthers } from './make-offer';
import type { PageFacts } from './page-facts';
import { readHints } from './page-hints';
import { identifyPage } from './page-identity';
import { findBuyButtons, rankShown } from './rank-shown';
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

/**
 * Reads the product of a page. Pure, synchronous, never throws; meant to run in a worker, where time and memory are
 * bounded. Never gives `unchanged` or `refused`; `unreachable` only for markup built to exhaust its readers.
 */
export function readPage(page: Page): Reading {
  try {
    return readFacts(scanPage(decodePage(page.body, page.contentType)), page.url);
  } catch (error) {
    if (error instanceof HostileMarkup)
      return { kind: 'unreachable', why: 'The page is built in a way that cannot be read.' };
    throw error;
  }
}

function readFacts(facts: PageFacts, url: string): Reading {
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
  const findings: Findings = { page, candidates: [...described, ...stated], shown, ranked, buttons };
  const verdict = judgePage(facts, [...json, ...facts.microdata, ...facts.rdfa], findings);
  return verdict ?? readProduct(facts, findings, url);
}

function readProduct(facts: PageFacts, findings: Findings, url: string): Reading {
  const canonical = makeCanonical(facts, url);
  const isSoldOut = findings.buttons.length === 0 && saysSoldOut(facts, findings);
  const choices = choosePrice(findings, isSoldOut);
  const offers = choices.flatMap((choice) => makeOffer(choice, findings, isSoldOut) ?? []);
  const [offer] = offers;
  if (offers.length > 1) return { kind: 'ambiguous', candidates: offers };
  if (offer && isForSale(offer.availability)) {
    const others = choices.flatMap((choice) => makeOthers(choice, findings));
    return { kind: 'offer', offers: [offer, ...others], chosen: 0, ...canonical };
  }
  if (offer) return { kind: 'unavailable', offer, ...canonical };
  if (isSoldOut || isDeclaredSoldOut(findings)) return { kind: 'unavailable', ...canonical };
  return { kind: 'unreadable', why: "No price on the page is clearly the product's own." };
}

/** Structured data that say "sold out" and give no price. */
function isDeclaredSoldOut({ candidates }: Findings): boolean {
  return candidates.some(({ product, availability }) => product.own && availability === 'out-of-stock');
}
