import { ContactHistory } from './contact';
import { type Delivery, findDeliveries } from './deliveries';
import { History } from './history';
import type { Possible } from './possible';
import { followProduct, followSettings, type ProductSettings, type Settings } from './settings';
import { findRuns, type Run } from './sightings';
import type { Terms } from './terms';
import type { TraceEvent } from '../trace';
import { followWish, type Wish } from './wishes';

/** One chat and all that was told to it and by it. */
export interface Chat {
  readonly name: string;
  readonly deliveries: readonly Delivery[];
  readonly contact: ContactHistory;
  readonly settings: Settings;
  /** By product: of each that any chat ever named. */
  readonly wishes: ReadonlyMap<string, Possible<Wish | null>>;
  readonly products: ReadonlyMap<string, ProductSettings>;
}

/** A history, understood: what every promise is judged by. */
export interface World {
  readonly terms: Terms;
  readonly history: History;
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  readonly chats: readonly Chat[];
}

export function understand(events: readonly TraceEvent[], terms: Terms): World {
  const history = new History(events);
  return {
    terms,
    history,
    runs: findRuns(history, terms),
    chats: history.chats.map((name) => understandChat(name, history, terms)),
  };
}

function understandChat(name: string, history: History, terms: Terms): Chat {
  const products = [...history.titles.keys()];
  return {
    name,
    deliveries: findDeliveries(history, name),
    contact: new ContactHistory(history, name, terms),
    settings: followSettings(history, name),
    wishes: new Map(products.map((product) => [product, followWish(history, name, product)])),
    products: new Map(products.map((product) => [product, followProduct(history, name, product)])),
  };
}
