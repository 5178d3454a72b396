import { readChart } from '../../app/read-chart';
import { readStanding } from '../../app/judge-standing';
import type { ChartSpan } from '../../core/chart';
import type { SubscriptionView } from '../../core/records';
import { say } from '../scene';
import type { Reply, Scene } from '../scene';
import { viewChart } from '../views/chart-card';

/** Shows the price history of a product. */
export async function chart(
  scene: Scene,
  subject: SubscriptionView,
  { span = 30 }: { readonly span?: ChartSpan },
): Promise<Reply> {
  const { store, conversation, charts, print, now } = scene;
  const { locale, timeZone, where } = conversation;
  const productId = subject.product.id;
  const { threshold } = await readStanding(store.products, subject, now);
  const link = { productId, threshold, locale, timeZone, at: now };
  const picture = await charts.picture(where.channel, { ...link, span });
  const history = await readChart(store.products, productId, span, threshold, now);
  return say(viewChart(subject, history, { picture, page: charts.page(link) }, print));
}
