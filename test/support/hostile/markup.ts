/** A page of a blue cup with something in its head and in its text. */
export function cupPage(head: string, body: string, lang = 'en'): string {
  return (
    `<!doctype html><html lang="${lang}"><head><title>Blue cup</title>${head}</head>` +
    `<body><main><h1>Blue cup</h1>${body}<button>Add to cart</button></main></body></html>`
  );
}

/** A page of the cup in which only the data for machines speak of its price. */
export function statedPage(offers: unknown, body = '', more: object = {}): string {
  const data = { '@context': 'https://schema.org', '@type': 'Product', name: 'Blue cup', offers, ...more };
  return cupPage(jsonLd(JSON.stringify(data)), body);
}

export function offerOf(price: unknown, more: object = {}): object {
  return {
    '@type': 'Offer',
    price,
    priceCurrency: 'EUR',
    availability: 'https://schema.org/InStock',
    ...more,
  };
}

export function jsonLd(text: string): string {
  return `<script type="application/ld+json">${text}</script>`;
}

export const shown = (price: string): string => `<p class="price">${price}</p>`;

/** The same again and again, up to so many bytes. */
export function fill(piece: string, bytes = 4_900_000): string {
  return piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));
}
