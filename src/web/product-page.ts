import type { ChartSpan } from '../core/chart';
import { escapeHtml } from './escape-html';
import { renderPage } from './render-page';

/** A product's price history, ready to be shown. All but the chart is plain text. */
export interface ProductPage {
  readonly title: string;
  /** The price now. */
  readonly headline: string;
  readonly shopUrl: string;
  readonly spans: readonly { readonly span: ChartSpan; readonly name: string; readonly isShown: boolean }[];
  readonly heading: string;
  /** SVG. */
  readonly chart: string;
  readonly lines: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly footnote: string;
}

export function renderProductPage(page: ProductPage): string {
  const body = `    <h1>${escapeHtml(page.title)}</h1>
    <p class="price">${escapeHtml(page.headline)}</p>
    <nav aria-label="Time shown">${page.spans.map(renderSpan).join('')}</nav>
    <figure>
      <div role="img" aria-label="${escapeHtml(page.heading)}; the figures stand below">${page.chart}</div>
      <figcaption>${[page.heading, ...page.lines].map(escapeHtml).join('<br />')}</figcaption>
    </figure>
    <dl>${page.facts.map(renderFact).join('')}</dl>
    <p><a class="shop" href="${escapeHtml(page.shopUrl)}" rel="noopener noreferrer nofollow">Go to shop</a></p>
    <p class="footnote">${escapeHtml(page.footnote)}</p>`;
  return renderPage({
    title: `${page.title} – price history`,
    body,
    look: 'product-page',
    isPrivate: true,
  });
}

/** For whoever opens a link that has expired. */
export function renderExpiredPage(): string {
  const body = `    <h1>This link is old</h1>
    <p>Links to price histories are good for 90 days. Nothing is lost: say <strong>chart</strong> to Ebb in your chat for a new one.</p>`;
  return renderPage({ title: 'This link is old', body, look: 'product-page', isPrivate: true });
}

function renderSpan({ span, name, isShown }: ProductPage['spans'][number]): string {
  const current = isShown ? ' aria-current="true"' : '';
  return `<a href="?span=${span}"${current}>${escapeHtml(name)}</a>`;
}

function renderFact({ label, value }: ProductPage['facts'][number]): string {
  return `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`;
}
