import { Parser } from 'htmlparser2';
import type { Random } from '../../src/core/ports';

interface Block {
  readonly start: number;
  readonly end: number;
}

const SMALLEST = 20;
/** Larger parts are nearly the whole page. */
const LARGEST_SHARE = 0.4;

/** Where the elements of a page begin and end, outermost and innermost alike. */
function findBlocks(html: string): readonly Block[] {
  const blocks: Block[] = [];
  const starts: number[] = [];
  const parser: Parser = new Parser({
    onopentag: () => starts.push(parser.startIndex),
    onclosetag() {
      const start = starts.pop() ?? 0;
      const end = parser.endIndex + 1;
      const length = end - start;
      if (length >= SMALLEST && length <= html.length * LARGEST_SHARE) blocks.push({ start, end });
    },
  });
  parser.end(html);
  return blocks;
}

/**
 * One block removed, said twice, or put where another begins. Half of the time it is a block that holds
 * `focus`, because most blocks of a page have nothing to do with its price.
 */
export function mutatePage(html: string, focus: string, random: Random): string {
  const blocks = findBlocks(html);
  if (blocks.length === 0) return html;
  const places = placesOf(html, focus);
  const focused = blocks.filter(({ start, end }) => places.some((at) => at >= start && at < end));
  const chosen = focused.length > 0 && random.fraction() < 0.5 ? focused : blocks;
  const block = pick(chosen, random);
  const how = random.fraction();
  if (how < 0.5) return html.slice(0, block.start) + html.slice(block.end);
  if (how < 0.75) return html.slice(0, block.end) + html.slice(block.start);
  return moveBlock(html, block, pick(blocks, random).start);
}

function moveBlock(html: string, { start, end }: Block, to: number): string {
  const rest = html.slice(0, start) + html.slice(end);
  const at = to <= start ? to : Math.max(start, to - (end - start));
  return rest.slice(0, at) + html.slice(start, end) + rest.slice(at);
}

function pick(blocks: readonly Block[], random: Random): Block {
  return blocks[Math.floor(random.fraction() * blocks.length)] as Block;
}

const MOST_PLACES = 200;

function placesOf(html: string, text: string): number[] {
  const places: number[] = [];
  if (text === '') return places;
  for (let at = html.indexOf(text); at >= 0 && places.length < MOST_PLACES; at = html.indexOf(text, at + 1))
    places.push(at);
  return places;
}
