/**
 * Makes a line of text plain words to readers of markdown, to those too that see links where none are marked.
 * Pure.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]<>~]/g, '\\$&')
      // Entities.
      .replace(/&(?=#?\w{1,32};)/g, '\\$&')
      // Links and addresses: https://shop.example, //1.2.3.4, www.shop.example, ann@shop.example, mailto:ann.
      .replace(/:(?=\/\/)|\/(?=\/)|(?<=\S)\.(?=\p{L})|@|(?<=mailto):/giu, '\\$&')
      // Headings, lists and rules.
      .replace(
        /^(\s*)(#{1,6}(?=\s|$)|[+-](?=\s|-|$)|\d+[.)](?=\s|$))/gm,
        (_all, indent: string, mark: string) => `${indent}${mark.slice(0, -1)}\\${mark.slice(-1)}`,
      )
  );
}
