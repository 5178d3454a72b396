import type { FakeShop } from './fake-shop';

/** A hotel with rooms of their own price and link, of which its page shows none as chosen. */
export interface FakeHotel {
  readonly name: string;
  /** Name and price of each room. */
  readonly rooms: Readonly<Record<string, string>>;
}

/** Shows the hotel at `path`, and each room at `path?room=NUMBER`. */
export function showHotel(shop: FakeShop, path: string, { name, rooms }: FakeHotel): void {
  const variants = Object.entries(rooms).map(([room, price], index) => ({
    '@type': 'Product',
    name: `${name}, ${room}`,
    sku: `room-${index + 1}`,
    offers: {
      '@type': 'Offer',
      price,
      priceCurrency: 'EUR',
      availability: 'https://schema.org/InStock',
      url: `${shop.url}${path}?room=${index + 1}`,
    },
  }));
  const group = { '@context': 'https://schema.org', '@type': 'ProductGroup', name, hasVariant: variants };
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>
<script type="application/ld+json">${JSON.stringify(group)}</script></head>
<body><main><h1>${name}</h1><button>Book</button></main></body></html>`;
  shop.set(path, { body });
}
