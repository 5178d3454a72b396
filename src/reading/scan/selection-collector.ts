import type { Element } from './element';
import { attributeBits, type Tag } from './tag';

const CHOSEN = attributeBits('selected', 'checked');
/** Fields of a form that say which variant goes into the cart … */
const VARIANT_FIELD = /^(?:id|sku|variant\w*|variation\w*|product_?variant\w*|selected_?variant\w*)$/i;
/** … and those that choose something else. */
const OTHER_FIELD = /qty|quantit|menge|anzahl|currency|country|lang|sort|rating/i;
const MOST_SELECTIONS = 50;
const LONGEST_SELECTION = 200;

/**
 * Keeps what the forms of a page have chosen: values and texts of selected options, checked buttons, hidden
 * variants.
 */
export class SelectionCollector {
  readonly selections: string[] = [];
  private option: Element | null = null;

  open(element: Element): void {
    const { tag } = element;
    const { name } = tag.rule;
    if (name === 'option' && tag.has(CHOSEN) && !isOtherField(fieldOf(element))) {
      this.option = element;
      this.keep(tag.attribute('value'));
    } else if (name === 'input' && isChosenInput(tag)) this.keep(tag.attribute('value'));
  }

  text(text: string, element: Element): void {
    if (element === this.option) this.keep(text);
  }

  private keep(text: string | null): void {
    const selection = text?.trim().slice(0, LONGEST_SELECTION) ?? '';
    if (selection !== '' && this.selections.length < MOST_SELECTIONS) this.selections.push(selection);
  }
}

function isChosenInput(tag: Tag): boolean {
  if (tag.has(CHOSEN)) return tag.attribute('type')?.toLowerCase() === 'radio' && !isOtherField(tag);
  return tag.attribute('type')?.toLowerCase() === 'hidden' && VARIANT_FIELD.test(tag.attribute('name') ?? '');
}

function fieldOf({ parent }: Element): Tag | null {
  const select = parent?.tag.rule.name === 'optgroup' ? parent.parent : parent;
  return select?.tag ?? null;
}

function isOtherField(tag: Tag | null): boolean {
  return OTHER_FIELD.test(`${tag?.attribute('name') ?? ''} ${tag?.attribute('id') ?? ''}`);
}
