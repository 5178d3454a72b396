import type { Metrics } from '../core/metrics';
import type { Log } from '../core/ports';
import {
  noteLook,
  NO_LOOKS,
  type WatchedLook,
  type WatcherNews,
  type WatcherRecord,
} from '../core/watcher-share';

const READS_LESS =
  'a watcher reads far less than it did; people hear that prices cannot be read: `ebb watchers doctor` tells what has changed';
const TURNED_AWAY =
  'the shops of a watcher refuse Ebb, or do not answer, far more than they did; the watcher may be fine: look at the way ' +
  'out, and try `ebb watchers doctor`';
const RECOVERED = 'a watcher reads about as much as before it fell';

/**
 * Tells the log, and a figure, when the share of successes of a watcher falls, and when it is back; of this
 * process alone.
 */
export class WatcherWatch {
  private readonly records = new Map<string, WatcherRecord>();

  constructor(
    private readonly metrics: Pick<Metrics, 'setFailing'>,
    private readonly log: Log,
  ) {}

  /** @param watcher one of those installed. */
  note(watcher: string, look: WatchedLook): void {
    const { record, news } = noteLook(this.records.get(watcher) ?? NO_LOOKS, look);
    this.records.set(watcher, record);
    this.metrics.setFailing(watcher, record.dip?.isFall === true);
    if (news) this.tell(watcher, news);
  }

  private tell(watcher: string, news: WatcherNews): void {
    if (news.kind === 'recovered') {
      this.log.info({ watcher, now: news.now }, RECOVERED);
      return;
    }
    const { isShops, before, now, failures } = news;
    this.log.warn({ watcher, before, now, failures }, isShops ? TURNED_AWAY : READS_LESS);
  }
}
