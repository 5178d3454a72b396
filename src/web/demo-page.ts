import { toDecimal, type Money } from '../core/money';

const TITLE = 'Tideglow desk lamp';
const TEXT =
  'A warm lamp of brushed brass and blown glass. It dims with a touch and remembers how you like it.';

/**
 * The page of the demo product, as an ordinary shop would show it: structured data and visible price agree.
 */
export function renderDemoPage(url: string, price: Money, listPrice: Money): string {
  const amount = toDecimal(price);
  const product = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: TITLE,
    sku: 'TIDEGLOW-1',
    brand: { '@type': 'Brand', name: 'Harbour & Light' },
    description: TEXT,
    offers: {
      '@type': 'Offer',
      url,
      price: amount,
      priceCurrency: price.currency,
      availability: 'https://schema.org/InStock',
      itemCondition: 'https://schema.org/NewCondition',
    },
  };
  const was = amount === toDecimal(listPrice) ? '' : ` <s class="was">€${toDecimal(listPrice)}</s>`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${TITLE} – Harbour &amp; Light</title>
    <link rel="canonical" href="${url}" />
    <style>${STYLE}</style>
    <script type="application/ld+json">${JSON.stringify(product)}</script>
  </head>
  <body>
    <header>Harbour &amp; Light <small>a demo shop that sells nothing</small></header>
    <main>
      <figure>${LAMP}</figure>
      <section>
        <h1>${TITLE}</h1>
        <p class="price">€${amount}${was}</p>
        <p class="stock">In stock</p>
        <p>${TEXT}</p>
        <button type="button" disabled>Add to basket</button>
      </section>
    </main>
  </body>
</html>
`;
}

const STYLE = `
  :root { color-scheme: light dark; --ink: #1c2b33; --paper: #fbf8f3; --soft: #6b7780; --brass: #b5833a; --ground: #f0e8da; }
  @media (prefers-color-scheme: dark) { :root { --ink: #ecebe6; --paper: #14191c; --soft: #98a3aa; --ground: #23292d; } }
  body { margin: 0; font: 17px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
  header { padding: 1.2rem 2rem; font-weight: 600; letter-spacing: .02em; }
  small { margin-left: .6rem; font-weight: 400; color: var(--soft); }
  main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 2.5rem;
    max-width: 60rem; margin: 1rem auto; padding: 0 2rem 3rem; align-items: center; }
  figure { margin: 0; padding: 2rem; border-radius: 1rem; background: var(--ground); text-align: center; }
  svg { width: min(100%, 16rem); }
  h1 { margin: 0; font-size: 2rem; line-height: 1.2; }
  .price { margin: .6rem 0 0; font-size: 1.9rem; font-weight: 700; }
  .was { margin-left: .5rem; font-size: 1.1rem; font-weight: 400; color: var(--soft); }
  .stock { margin: 0 0 1rem; color: #3c8d5a; }
  button { padding: .7rem 1.4rem; border: 0; border-radius: .6rem; background: var(--brass); color: #fff; font: inherit; }
`;

const LAMP = `<svg viewBox="0 0 200 220" role="img" aria-label="A brass desk lamp that is lit">
  <defs><radialGradient id="g" cx="50%" cy="50%"><stop offset="0" stop-color="#ffe9ad"/><stop offset="1" stop-color="#ffe9ad" stop-opacity="0"/></radialGradient></defs>
  <circle cx="100" cy="92" r="88" fill="url(#g)"/>
  <path d="M60 96a40 40 0 0 1 80 0z" fill="#f6c35b"/><path d="M56 96h88v7H56z" fill="#b5833a"/>
  <path d="M97 103h6v84h-6z" fill="#b5833a"/><rect x="62" y="187" width="76" height="12" rx="6" fill="#8f6629"/>
</svg>`;
