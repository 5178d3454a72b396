import type { ContractCheck } from './bench';
import { ANSWER_CHECKS } from './check-answers';
import { CHANGED_CHECKS } from './check-changed';
import { LINK_CHECKS } from './check-links';
import { VARIANT_CHECKS } from './check-variants';

/** The whole contract beside what start-up checks; offline, and the same for modules and recipes. */
export const CONTRACT: readonly ContractCheck[] = [
  ...LINK_CHECKS,
  ...ANSWER_CHECKS,
  ...VARIANT_CHECKS,
  ...CHANGED_CHECKS,
];
