import type { Button, Message } from '../../core/message';
import type { SubscriptionView } from '../../core/records';

/** What these ask is asked of one shop. */
const OF_ONE_SHOP: ReadonlySet<string> = new Set(['chart', 'check', 'wrong-price', 'price-right', 'object']);

/** Where a thing is watched in several shops, the buttons of a message about one of them mean that one. */
export function aimButtons(message: Message, { shortId, product, others }: SubscriptionView): Message {
  const { card } = message;
  if (!card || others.length === 0) return message;
  const aim = (button: Button): Button => {
    const isMeant =
      'action' in button && OF_ONE_SHOP.has(button.action.do) && button.action['id'] === shortId;
    return isMeant ? { ...button, action: { ...button.action, shop: product.id } } : button;
  };
  return { ...message, card: { ...card, buttons: card.buttons.map(aim) } };
}
