import { findTimeZone } from '../../app/change-settings';
import { ask, makeMessage } from '../views/make-message';
import type { Flow } from './flow';

/** "Which time zone?" */
export const setTimeZoneFlow: Flow = {
  ask: () =>
    Promise.resolve(
      makeMessage(
        {
          title: 'Which time zone are you in?',
          lines: ['Write its name or its city, for example “Europe/Berlin” or “Tokyo”.'],
          buttons: [ask('Never mind', { do: 'cancel' })],
        },
        'Say “cancel” to leave it as it is.',
      ),
    ),
  read: (_state, text) => {
    const name = text.trim().replace(/[.!]+$/, '');
    return findTimeZone(name) === null ? null : { do: 'time-zone', name };
  },
  isAnsweredBy: (_state, intent) => intent.do === 'time-zone' && intent.name !== undefined,
  describe: () => ({ what: 'which time zone you are in', words: 'time zone', intent: { do: 'time-zone' } }),
};
