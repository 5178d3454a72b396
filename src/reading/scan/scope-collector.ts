import { localName, type Thing, type Value } from '../thing';
import type { Element } from './element';
import { attributeBits, type AttributeName, type Tag } from './tag';

const LONGEST_VALUE = 500;
const MOST_THINGS = 5000;
const MOST_VALUES = 50_000;

/** How one way of marking up things in HTML names its scopes and properties. */
export interface ScopeSyntax {
  /** Bits of the attributes of which an element has at least one, or says nothing. */
  readonly attributes: number;
  /** Types of the thing that this element begins; null when it begins none. */
  typesOf(tag: Tag): readonly string[] | null;
  /** Names of the properties that this element is a value of. */
  propertiesOf(tag: Tag): readonly string[];
  /** Ids of elements elsewhere whose properties belong to the thing that this element begins. */
  referencesOf(tag: Tag): readonly string[];
}

interface OpenScope {
  readonly element: Element;
  readonly thing: { types: readonly string[]; properties: Map<string, Value[]> };
}

interface OpenValue {
  readonly element: Element;
  readonly names: readonly string[];
  readonly scope: OpenScope;
  text: string;
}

/** A property outside of any scope, which a scope may claim by the id of an element around it. */
interface Loose {
  readonly names: readonly string[];
  readonly value: Value;
  readonly ids: readonly string[];
}

const MOST_LOOSE = 200;
const MOST_CLAIMS = 200;

/**
 * Keeps the things of a page with their true nesting: a property belongs to the innermost scope around it.
 */
export class ScopeCollector {
  /** Things that are no property of another one; the first holds properties that stand in no scope at all. */
  readonly roots: Thing[];
  private readonly scopes: OpenScope[] = [];
  private readonly values: OpenValue[] = [];
  private readonly loose: OpenScope;
  private readonly unclaimed: Loose[] = [];
  private readonly claims: { readonly scope: OpenScope; readonly ids: readonly string[] }[] = [];
  private things = 0;
  private kept = 0;

  constructor(private readonly syntax: ScopeSyntax) {
    this.loose = { element: null as never, thing: { types: [], properties: new Map() } };
    this.roots = [this.loose.thing];
  }

  /** Does it keep the text that comes now? */
  get isReading(): boolean {
    return this.values.length > 0;
  }

  open(element: Element): void {
    const { tag } = element;
    if (!tag.has(this.syntax.attributes)) return;
    const names = this.syntax.propertiesOf(tag);
    const types = this.syntax.typesOf(tag);
    const around = this.scopes.at(-1) ?? this.loose;
    if (types) this.openScope(element, types, names, around);
    else if (names.length > 0) this.openValue(element, names, around);
  }

  text(text: string): void {
    for (const value of this.values) {
      if (value.text.length < LONGEST_VALUE) value.text += text.slice(0, LONGEST_VALUE - value.text.length);
    }
  }

  close(element: Element): void {
    if (this.values.length === 0 && this.scopes.length === 0) return;
    const value = this.values.at(-1);
    if (value?.element === element) {
      this.values.pop();
      this.keepAt(element, value.scope, value.names, value.text.replace(/\s+/g, ' ').trim());
    }
    if (this.scopes.at(-1)?.element === element) this.scopes.pop();
  }

  /** Gives each scope what it claims by reference. */
  finish(): void {
    for (const { scope, ids } of this.claims) {
      for (const loose of this.unclaimed)
        if (loose.value !== scope.thing && loose.ids.some((id) => ids.includes(id)))
          this.keep(scope, loose.names, loose.value);
    }
  }

  private openScope(
    element: Element,
    types: readonly string[],
    names: readonly string[],
    around: OpenScope,
  ): void {
    if (this.things >= MOST_THINGS) return;
    this.things += 1;
    const scope: OpenScope = { element, thing: { types, properties: new Map() } };
    this.scopes.push(scope);
    const ids = this.syntax.referencesOf(element.tag);
    if (ids.length > 0 && this.claims.length < MOST_CLAIMS) this.claims.push({ scope, ids });
    if (names.length > 0) this.keepAt(element, around, names, scope.thing);
    if (names.length === 0 || around === this.loose) this.roots.push(scope.thing);
  }

  private openValue(element: Element, names: readonly string[], scope: OpenScope): void {
    const written = writtenValue(element.tag);
    if (written !== null) this.keepAt(element, scope, names, written.slice(0, LONGEST_VALUE).trim());
    // Values within values are rare and shallow; the bound keeps the pass linear.
    else if (this.values.length < 8) this.values.push({ element, names, scope, text: '' });
  }

  private keepAt(element: Element, scope: OpenScope, names: readonly string[], value: Value): void {
    this.keep(scope, names, value);
    if (scope !== this.loose || this.unclaimed.length >= MOST_LOOSE) return;
    const ids = idsAround(element);
    if (ids.length > 0) this.unclaimed.push({ names, value, ids });
  }

  private keep(scope: OpenScope, names: readonly string[], value: Value): void {
    for (const name of names) {
      this.kept += 1;
      if (this.kept > MOST_VALUES) return;
      const values = scope.thing.properties.get(name);
      if (values) values.push(value);
      else scope.thing.properties.set(name, [value]);
    }
  }
}

const VALUE_ATTRIBUTE: Readonly<Record<string, AttributeName>> = {
  a: 'href',
  area: 'href',
  link: 'href',
  img: 'src',
  source: 'src',
  object: 'data',
  data: 'value',
  meter: 'value',
  time: 'datetime',
  input: 'value',
};

/** The value an element has by an attribute; null when its text is the value. */
function writtenValue(tag: Tag): string | null {
  const content = tag.attribute('content') ?? tag.attribute('resource');
  if (content !== null) return content;
  const { name } = tag.rule;
  if (name === 'meta') return '';
  const attribute = Object.hasOwn(VALUE_ATTRIBUTE, name) ? VALUE_ATTRIBUTE[name] : undefined;
  return attribute === undefined ? null : tag.attribute(attribute);
}

function idsAround(element: Element): string[] {
  const ids: string[] = [];
  for (let at: Element | null = element; at; at = at.parent) {
    const id = at.tag.attribute('id');
    if (id !== null) ids.push(id);
  }
  return ids;
}

function namesIn(text: string | null): string[] {
  return text === null
    ? []
    : text
        .split(/\s+/)
        .filter((name) => name !== '')
        .slice(0, 8);
}

/** https://html.spec.whatwg.org/multipage/microdata.html; `itemref` reaches what stands in no scope. */
export const microdata: ScopeSyntax = {
  attributes: attributeBits('itemscope', 'itemprop'),
  typesOf: (tag) =>
    tag.attribute('itemscope') === null ? null : namesIn(tag.attribute('itemtype')).map(localName),
  propertiesOf: (tag) => namesIn(tag.attribute('itemprop')).map(localName),
  referencesOf: (tag) => namesIn(tag.attribute('itemref')),
};

/** Vocabularies beside schema.org's own whose names mean the same; those of Open Graph are read as metas. */
const FOREIGN =
  /^(?:og|fb|article|product|twitter|al|book|profile|music|video|business|place|dc|dcterms|foaf|sioc)[:.]/i;

/** https://www.w3.org/TR/rdfa-lite/ with the GoodRelations names for price and currency. */
export const rdfa: ScopeSyntax = {
  attributes: attributeBits('typeof', 'property', 'rel'),
  typesOf(tag) {
    const type = tag.attribute('typeof');
    return type === null ? null : namesIn(type).map(schemaName);
  },
  propertiesOf: (tag) =>
    [...namesIn(tag.attribute('property')), ...linkNames(tag)]
      .filter((n) => !FOREIGN.test(n))
      .map(schemaName),
  referencesOf: () => [],
};

/** `rel` is a property in RDFa only with a prefix or on what begins a scope; "nofollow" is none. */
function linkNames(tag: Tag): string[] {
  return namesIn(tag.attribute('rel')).filter((name) => /^(?:schema|gr|v):/.test(name));
}

const GOOD_RELATIONS: Readonly<Record<string, string>> = {
  hasCurrencyValue: 'price',
  hasMinCurrencyValue: 'price',
  hasCurrency: 'priceCurrency',
  hasPriceSpecification: 'priceSpecification',
  Offering: 'Offer',
  includes: 'itemOffered',
  UnitPriceSpecification: 'PriceSpecification',
  ProductOrServiceModel: 'Product',
  SomeItems: 'Product',
  currency: 'priceCurrency',
  photo: 'image',
  offer: 'offers',
  offerDetails: 'offers',
};

function schemaName(name: string): string {
  const local = localName(name);
  return Object.hasOwn(GOOD_RELATIONS, local) ? (GOOD_RELATIONS[local] ?? local) : local;
}
