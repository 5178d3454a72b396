import { sealHookAddress, takeHook } from './app/take-hook';
import { createSchedule, type Base } from './compose-work';
import type { Endpoint, Seal } from './core/endpoint';
import type { Conversation } from './core/records';
import { createHooks } from './web/hooks/create-hooks';

export interface ComposedHooks {
  /** POST /hooks/:source. */
  readonly endpoint: Endpoint;
  /** What a service needs to write into a conversation; null: the settings let none in. */
  readonly address: ((conversation: Conversation) => string) | null;
}

/** What other services may tell us. */
export function composeHooks(base: Base, seal: Seal): ComposedHooks {
  const { config, clock, log } = base;
  const parts = { ...base, seal, scheduleFor: createSchedule(base) };
  const isOpen = Object.keys(config.hookKeys).length > 0;
  return {
    endpoint: createHooks({ keys: config.hookKeys, clock, log, take: (message) => takeHook(parts, message) }),
    address: isOpen ? (conversation) => sealHookAddress(seal, conversation) : null,
  };
}
