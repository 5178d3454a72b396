import type { Reading } from '../core/reading';
import { choosePrice, type Findings } from './choose-price';
import { decodePage } from './decode-page';
import { judgePage } from './judge-page';
import { makeCanonical } from './make-canonical';
import { makeOffer } from './make-offer';
import type { PageFacts } from './page-facts';
import { readHints } from './page-hints';
import { identifyPage } from './page-identity';
import { findBuyButtons, rankShown } from './rank-shown';
import { HostileMarkup, scanPage } from './scan/scan-page';
import { findShownAmounts } from './shown-amounts';
import { readJsonThings } from './sources/json-things';
import { readMeta } from './sources/meta';
import { readProducts } from './sources/product-things';

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
  const findings = gather(facts, url);
  const verdict = judgePage(facts, findings);
  if (verdict.reading) return verdict.reading;
  const choice = choosePrice(findings);
  const offer = choice ? makeOffer(choice, findings) : null;
  const canonical = makeCanonical(facts, url);
  if (!offer)
    return verdict.isSoldOut
      ? { kind: 'unavailable', ...canonical }
      : { kind: 'unreadable', why: 'The page shows no price that can be trusted.' };
  if (offer.availability === 'out-of-stock') return { kind: 'unavailable', offer, ...canonical };
  return { kind: 'offer', offers: [offer], chosen: 0, ...canonical };
}

function gather(facts: PageFacts, link: string): Findings {
  const page = identifyPage(facts, link);
  const hints = readHints(facts, page.url);
  const shown = findShownAmounts(facts.lines, hints);
  const candidates = [
    ...readProducts(readJsonThings(facts.jsonLd), 'json-ld', hints),
    ...readProducts(facts.microdata, 'microdata', hints),
    ...readProducts(facts.rdfa, 'rdfa', hints),
    ...readMeta(facts, hints),
  ];
  return { page, candidates, shown, ranked: rankShown(shown, page, findBuyButtons(facts)) };
}
