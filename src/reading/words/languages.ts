/** The languages of the shops we meet, ISO 639-1. */
export const LANGUAGES =
  'en de fr es it pt nl pl cs sk hu ro bg el tr ru uk sv da no fi et lv lt hr sl ar he zh ja ko'.split(' ');

/**
 * The words of one kind in every language, parted by `|`. They match whole words, whatever their case;
 * `\p{L}*` stands for any ending.
 */
export interface WordsByLanguage {
  readonly [language: string]: string;
}
