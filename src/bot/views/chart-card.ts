import { CHART_SPANS, type Chart, type ChartSpan } from '../../core/chart';
import type { Message } from '../../core/message';
import type { SubscriptionView } from '../../core/records';
import type { Print } from '../print';
import { describeChart, nameSpan } from './describe-chart';
import { describePrice, describeSource, nameAtShop, nameShop } from './describe-product';
import { ask, makeMessage } from './make-message';

/** A price history: the picture, and the same in words. `links`: where its picture and its page are. */
export function viewChart(
  subscription: SubscriptionView,
  chart: Chart,
  links: { readonly picture: string; readonly page: string },
  print: Print,
): Message {
  const { shortId: id, product, others: elsewhere } = subscription;
  const meant = elsewhere.length === 0 ? {} : { shop: product.id };
  const { url, confirmed: offer, checkedAt } = product;
  const { heading, lines, facts } = describeChart(chart, print);
  const alt = [heading, ...lines, ...facts.map(({ label, value }) => `${label}: ${value}`)].join('. ');
  const others = CHART_SPANS.filter((span) => span !== chart.span);
  return makeMessage(
    {
      title: nameAtShop(subscription),
      ...(offer ? { headline: describePrice(offer, print) } : {}),
      lines: [heading, ...lines],
      picture: { url: links.picture, alt },
      facts,
      footnote: describeSource({ url, offer, checkedAt }, print),
      buttons: [
        ...others.map((span) => ask(nameSpan(span), { do: 'chart', id, span, ...meant })),
        ...elsewhere.map((shop) =>
          ask(nameShop(shop.product.url), { do: 'chart', id, span: chart.span, shop: shop.product.id }),
        ),
        { title: 'Open as a page', url: links.page },
        { title: 'Go to shop', url },
      ],
    },
    `You can say ${listWords(id, others)}.`,
  );
}

function listWords(id: number, spans: readonly ChartSpan[]): string {
  return spans.map((span) => `“chart ${id} ${nameSpan(span).toLowerCase()}”`).join(', ');
}
