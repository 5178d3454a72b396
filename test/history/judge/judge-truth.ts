import { findPlaces } from './announcements';
import { findBelievable } from './beliefs';
import { readPost, type Statement } from './read-post';
import { judgeRule } from './rule-bounds';
import type { Violation } from './terms';
import type { Chat, World } from './world';

/**
 * No message names a price that the shop never showed. What comes unasked is so when it is sent, as far as
 * Ebb has looked, and fulfils the wish.
 */
export function judgeTruth(world: World, chat: Chat): readonly Violation[] {
  const unasked = new Set(chat.deliveries.flatMap((each) => (each.unasked ? [each.post.index] : [])));
  return world.history.ofChat(chat.name).flatMap((event) => {
    if (event.kind !== 'post') return [];
    const { kind, statements } = readPost(event.text, world.history.titles);
    // That a product can be read again is no word about the wish.
    const announces = unasked.has(event.index) && kind !== 'trouble';
    return statements.flatMap((statement) => {
      const what =
        statement.price === null ? null : findUntruth(world, chat, statement, event.index, announces);
      return what === null
        ? []
        : [{ promise: 'untrue', chat: chat.name, at: event.at, what, events: [event] }];
    });
  });
}

function findUntruth(
  world: World,
  chat: Chat,
  statement: Statement,
  index: number,
  announces: boolean,
): string | null {
  const { product, price } = statement;
  const runs = world.runs.get(product) ?? [];
  const isSeen = runs.some((run) => run.price === price && run.sightings[0]!.index < index);
  if (!isSeen) return `No look had shown ${price} cents for ${product}.`;
  if (!announces) return null;
  const places = findPlaces(runs, statement, index);
  const believable = findBelievable(runs, index, world.history, world.terms);
  if (!places.some((place) => believable.includes(runs[place]!)))
    return `${price} cents for ${product} was no longer so at the last look.`;
  const wishes = chat.wishes
    .get(product)!
    .statesAt(index)
    .filter((wish) => wish !== null);
  const fulfils = places.some((place) => wishes.some((wish) => judgeRule(world, product, place, wish).may));
  return fulfils || wishes.length === 0 ? null : `${price} cents for ${product} does not fulfil the wish.`;
}
