import type { FetchOutcome, Log } from '../../core/ports';
import type { Reading } from '../../core/reading';
import { type Page, readPage } from '../../reading/read-page';
import { makeAnswer } from '../../watcher-api/answer';
import { checkWatcher } from '../check-watcher';
import { compareReading } from '../contract/compare-reading';
import { type Expectation, PAGES_FOLDER } from '../contract/recorded-case';
import { replay } from '../contract/replay';
import type { InstalledWatcher } from '../installed-watcher';
import { WatcherFaults } from '../load-watchers';
import { readSavedPage } from '../read-saved-page';
import { RECIPE_FILE } from '../recipe/load-recipe';
import { makeRecipeWatcher } from '../recipe/make-recipe-watcher';
import { readRecipe } from '../recipe/read-recipe';
import { cleanAnswers } from '../record/clean-answers';
import { expectReading, printCase } from '../record/write-case';
import { findFields } from './find-fields';
import type { ShopFacts } from './shop-facts';
import { type ModuleLanguage, writeModule } from './write-module';
import { writeModuleTest, writeReadme } from './write-readme';
import { writeRecipe } from './write-recipe';

/** The files of a new watcher. */
export interface Draft {
  /**
   * `module`: what reads any page is right here; `unfinished`: where the price stands is still to be written.
   */
  readonly form: 'recipe' | 'module' | 'unfinished';
  /** Texts by their names in the watcher's folder. */
  readonly files: Readonly<Record<string, string>>;
}

export interface DraftOptions {
  readonly shop: ShopFacts;
  /** Of the example, its link as the watcher will ask for it. */
  readonly page: Page;
  /** What it says in truth. */
  readonly expected: Expectation;
  readonly language: ModuleLanguage;
  /** ISO date of today. */
  readonly today: string;
  /** Texts to take out of the recorded page. */
  readonly remove: readonly string[];
  readonly log: Log;
}

/**
 * Writes the simplest watcher that reads a page as it is meant: a recipe, else a module.
 * @throws WatcherFaults when the facts do not make a watcher.
 * @throws RecordFault when the page cannot be kept.
 */
export async function draftWatcher(options: DraftOptions): Promise<Draft> {
  const { shop, page, expected, language } = options;
  const reading = readPage(page);
  const recipe = await draftRecipe(options, reading);
  if (recipe) {
    const read = recipe.reading;
    const files = {
      [RECIPE_FILE]: recipe.text,
      ...(await writeCommon(options, [recipe.watcher], read, read)),
    };
    return { form: 'recipe', files };
  }
  const isRight = compareReading(coreOf(expected), reading) === null;
  const files = {
    [`index.${language}`]: writeModule(shop, language, !isRight),
    ...(language === 'ts' ? { 'index.test.ts': writeModuleTest(shop) } : {}),
    ...(await writeCommon(options, [], reading, isRight ? reading : null)),
  };
  return { form: isRight ? 'module' : 'unfinished', files };
}

/** @returns null when no recipe can read the page as expected. */
async function draftRecipe({ shop, page, expected, log }: DraftOptions, known: Reading) {
  const fields = findFields(makeAnswer(page), coreOf(expected), known);
  if (!fields) return null;
  const text = writeRecipe(shop, fields);
  const read = readRecipe(text);
  if ('faults' in read) throw new WatcherFaults(read.faults);
  const checked = checkWatcher(makeRecipeWatcher(shop.id, read.recipe), shop.id, {});
  if ('faults' in checked) throw new WatcherFaults(checked.faults);
  const { watcher } = checked;
  return { text, watcher, reading: await readSavedPage([watcher], page, log) };
}

/** @param shown what the recorded case expects; null: what the person said. */
async function writeCommon(
  { shop, page, expected, today, remove, log }: DraftOptions,
  watchers: readonly InstalledWatcher[],
  reading: Reading,
  shown: Reading | null,
): Promise<Record<string, string>> {
  const kept = new Map<string, FetchOutcome>([[page.url, { kind: 'answer', ...page, validator: {} }]]);
  const answers = await cleanAnswers(kept, remove, reading, async (cleaned) => {
    const again = await replay(cleaned).fetch(
      { url: page.url, accept: 'html' },
      new AbortController().signal,
    );
    return again.kind === 'answer' ? readSavedPage(watchers, again, log) : reading;
  });
  const expect = shown ? expectReading(shown) : coreOf(expected);
  const example = { name: 'example', link: shop.example.url, expect, answers };
  return { 'readme.md': writeReadme(shop, today), [`${PAGES_FOLDER}/example.json`]: printCase(example) };
}

/** The part of an expectation that decides whether a page is read right. */
function coreOf({ kind, price, currency }: Expectation): Expectation {
  return { kind, price, ...(currency === undefined ? {} : { currency }) };
}
