import { INTERRUPTION } from '../../core/flow';
import { chooseVariantFlow } from './choose-variant';
import type { Flow } from './flow';
import { confirmConnect } from './confirm-connect';
import { confirmErase } from './confirm-erase';
import { importLines } from './import-lines';
import { interruption } from './interruption';
import { setTimeZoneFlow } from './set-time-zone';
import { typeReminder } from './type-reminder';
import { stopWhat } from './stop-what';
import { typePaid } from './type-paid';
import { typeShop } from './type-shop';
import { typeTarget } from './type-target';
import { whichProduct } from './which-product';
import { whichShop } from './which-shop';
import { wrongPrice } from './wrong-price';

/** All flows, by the kind that stands in their rows. */
export const FLOWS: Readonly<Record<string, Flow>> = {
  'choose-variant': chooseVariantFlow,
  'confirm-connect': confirmConnect,
  'confirm-erase': confirmErase,
  'import-lines': importLines,
  [INTERRUPTION]: interruption,
  'set-time-zone': setTimeZoneFlow,
  'type-reminder': typeReminder,
  'stop-what': stopWhat,
  'type-paid': typePaid,
  'type-shop': typeShop,
  'type-target': typeTarget,
  'which-product': whichProduct,
  'which-shop': whichShop,
  'wrong-price': wrongPrice,
};
