import type { Violation } from './terms';
import type { World } from './world';

/**
 * What an open chat follows is looked at again and again while Ebb runs; without looks nothing else could be
 * missed.
 */
export function judgeLooks(world: World): readonly Violation[] {
  return [...world.runs.keys()].flatMap((product) => {
    const { history, terms } = world;
    const violations: Violation[] = [];
    let [processes, unseenMs, last, isAwaited] = [0, 0, 0, false];
    for (const index of findMoments(world, product)) {
      const event = history.events[index]!;
      if (isAwaited) unseenMs += history.steadyAt(index) - history.steadyAt(last);
      if (unseenMs > terms.looksWithinMs) {
        const what = `${product} was not looked at for ${unseenMs} ms while Ebb ran.`;
        violations.push({ promise: 'unseen', chat: null, at: event.at, what, events: [event] });
      }
      if (event.kind === 'start') processes += 1;
      if (event.kind === 'stop' || event.kind === 'kill') processes -= 1;
      const followed = isFollowed(world, product, index);
      if (event.kind === 'look' || !followed) unseenMs = 0;
      isAwaited = followed && processes > 0;
      last = index;
    }
    return violations;
  });
}

/** @returns what may begin or end a wait for a look, in order. */
function findMoments({ history, chats }: World, product: string): readonly number[] {
  const changes = chats.flatMap(({ wishes, contact }) => [
    ...wishes.get(product)!.changes(),
    ...contact.changes(),
  ]);
  history.events.forEach((event, index) => {
    const isProcess = event.kind === 'start' || event.kind === 'stop' || event.kind === 'kill';
    const isLook = event.kind === 'look' && event.product === product;
    if (isProcess || isLook || event.kind === 'clock-jump' || event.kind === 'end') changes.push(index);
  });
  return [...new Set(changes)].filter((index) => index >= 0).sort((one, other) => one - other);
}

function isFollowed({ chats }: World, product: string, index: number): boolean {
  return chats.some(
    ({ wishes, contact }) =>
      contact.before(index + 1) === 'open' &&
      wishes
        .get(product)!
        .statesAt(index)
        .every((wish) => wish !== null && !wish.paused),
  );
}
