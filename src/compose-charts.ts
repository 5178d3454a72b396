import {
  expiryOf,
  openPage,
  openPicture,
  sealPage,
  sealPicture,
  type ChartLink,
  type PictureLink,
} from './app/chart-link';
import { readChart } from './app/read-chart';
import type { ChartLinks } from './bot/chart-links';
import { printFor } from './bot/print';
import { describeChart, nameSpan } from './bot/views/describe-chart';
import { describePrice, describeSource, nameProduct } from './bot/views/describe-product';
import { drawChart } from './charts/draw-chart';
import { PAGE_PALETTE, PICTURE_PALETTE } from './charts/palette';
import { WIDTH } from './charts/plot';
import { renderPicture } from './charts/render-picture';
import { drawNote } from './charts/sheet';
import { CHART_SPANS, type ChartSpan } from './core/chart';
import type { Seal } from './core/endpoint';
import type { Channel, Clock } from './core/ports';
import type { Store } from './core/store';
import type { ChartPages, ChartPicture } from './web/chart-routes';
import type { ProductPage } from './web/product-page';

export interface ChartParts {
  readonly store: Pick<Store, 'products'>;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly channels: () => readonly Channel[];
  /** How people reach our web server. */
  readonly publicUrl: () => string;
}

/** Pixels for each unit: sharp on the screens of telephones. */
const LINKED_SCALE = 2;
/** A card that carries its picture has 28 KB for all, and base64 makes four bytes of three. */
const CARRIED_BYTES = 16_500;
/** A busy history is drawn smaller until it fits. */
const CARRIED_SCALES = [1, 0.8, 0.6];

/** Price histories as pictures and pages, behind links that only we can make. */
export function composeCharts(parts: ChartParts): { readonly links: ChartLinks; readonly pages: ChartPages } {
  const { seal, clock } = parts;
  return {
    links: {
      picture: (channel, link) => linkPicture(parts, channel, link),
      page: (link) => `${parts.publicUrl()}/p/${sealPage(seal, link)}`,
    },
    pages: {
      picture: async (token) => {
        const link = openPicture(seal, token, clock.now());
        return link && showPicture(parts, link);
      },
      page: async (token, span) => {
        const link = openPage(seal, token, clock.now());
        return link === 'expired' ? link : link && readPage(parts, link, span);
      },
    },
  };
}

async function linkPicture(parts: ChartParts, channelName: string, link: PictureLink): Promise<string> {
  const { channels, publicUrl, seal } = parts;
  const path = `/charts/${sealPicture(seal, link)}.png`;
  const channel = channels().find((one) => one.serves(channelName));
  if (channel?.pictures === 'own-page') return path;
  if (publicUrl().startsWith('https://')) return `${publicUrl()}${path}`;
  return `data:image/png;base64,${Buffer.from(await carryPicture(parts, link)).toString('base64')}`;
}

async function carryPicture(parts: ChartParts, link: PictureLink): Promise<Uint8Array> {
  let picture: Uint8Array = new Uint8Array();
  for (const scale of CARRIED_SCALES) {
    picture = await drawPicture(parts, link, scale);
    if (picture.length <= CARRIED_BYTES) break;
  }
  return picture;
}

/**
 * In the place of an old picture stands one that says so: a card cannot be opened and explained like a page.
 */
async function showPicture(parts: ChartParts, link: PictureLink | 'expired'): Promise<ChartPicture> {
  if (link === 'expired') {
    const note = drawNote(
      'This chart is too old to be shown.',
      'Say “chart” to Ebb for a new one.',
      PICTURE_PALETTE,
    );
    return { png: await renderPicture(note, WIDTH * LINKED_SCALE), keepMs: 0 };
  }
  return {
    png: await drawPicture(parts, link, LINKED_SCALE),
    keepMs: expiryOf(link) - parts.clock.now(),
  };
}

async function drawPicture({ store }: ChartParts, link: PictureLink, scale: number): Promise<Uint8Array> {
  const { productId, span, threshold, at, locale, timeZone } = link;
  const chart = await readChart(store.products, productId, span, threshold, at);
  return renderPicture(drawChart(chart, { locale, timeZone, palette: PICTURE_PALETTE }), WIDTH * scale);
}

async function readPage(
  { store, clock }: ChartParts,
  { productId, threshold, locale, timeZone }: ChartLink,
  span: ChartSpan,
): Promise<ProductPage | null> {
  const product = await store.products.get(productId);
  if (!product) return null;
  const { url, confirmed: offer, checkedAt } = product;
  const print = printFor({ locale, timeZone });
  const chart = await readChart(store.products, productId, span, threshold, clock.now());
  return {
    ...describeChart(chart, print),
    title: nameProduct(product),
    headline: offer ? describePrice(offer, print) : 'No price seen yet',
    shopUrl: url,
    spans: CHART_SPANS.map((one) => ({ span: one, name: nameSpan(one), isShown: one === span })),
    chart: drawChart(chart, { locale, timeZone, palette: PAGE_PALETTE }),
    footnote: describeSource({ url, offer, checkedAt }, print),
  };
}
