import type { Delivery } from './deliveries';
import type { Statement } from './read-post';
import type { Run } from './sightings';
import type { Chat, World } from './world';

/** A price that a delivery announces unasked. */
export interface Announcement {
  readonly delivery: Delivery;
  readonly statement: Statement;
  /** The runs it may speak of, as places in the product's runs: seen before, with that price and stock. */
  readonly places: readonly number[];
}

/** @returns all announcements of a product to a chat, in order; refused ones too. */
export function findAnnouncements(world: World, chat: Chat, product: string): readonly Announcement[] {
  const runs = world.runs.get(product) ?? [];
  return chat.deliveries.flatMap((delivery) =>
    delivery.said.kind === 'alert' || delivery.said.kind === 'digest'
      ? delivery.said.statements
          .filter((statement) => statement.product === product && statement.price !== null)
          .map((statement) => ({
            delivery,
            statement,
            places: findPlaces(runs, statement, delivery.post.index),
          }))
      : [],
  );
}

/** @returns the places of runs that Ebb has seen before the event, with the stated price and stock. */
export function findPlaces(
  runs: readonly Run[],
  { price, inStock }: Statement,
  index: number,
): readonly number[] {
  return runs.flatMap((run, place) =>
    run.price === price && run.inStock === inStock && run.sightings[0]!.index < index ? [place] : [],
  );
}
