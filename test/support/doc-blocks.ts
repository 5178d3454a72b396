/** A fenced block of a document. */
export interface DocBlock {
  /** Of its first line in the document. */
  readonly line: number;
  /** The word after the fence; empty when there is none. */
  readonly language: string;
  /** The file that it shows, as written after the language; null for commands and what they print. */
  readonly file: string | null;
  readonly content: string;
  /** The document between the block before and this one. */
  readonly before: string;
}

export function listDocBlocks(text: string): readonly DocBlock[] {
  let end = 0;
  return [...text.matchAll(/^```(\S*)[ ]?(.*)\n([^]*?)^```$/gm)].map((match) => {
    const [whole, language = '', file = '', content = ''] = match;
    const before = text.slice(end, match.index);
    end = match.index + whole.length;
    const line = text.slice(0, match.index).split('\n').length;
    return { line, language, file: file === '' ? null : file, content, before };
  });
}

/** What tells, in what the script prints, that a block begins. */
const MARK = '@@ block';

/**
 * The blocks of a document as one script for bash, as a reader would go through them: files are written,
 * commands run.
 */
export function writeDocScript(blocks: readonly DocBlock[]): string {
  const steps = blocks.map((block, index) => `echo '${MARK} ${index}'\n${stepOf(block)}`);
  // An interactive shell knows aliases; a script must be told.
  return ['set -e', 'shopt -s expand_aliases', ...steps, `echo '${MARK} ${blocks.length}'`, ''].join('\n');
}

function stepOf({ language, file, content }: DocBlock): string {
  if (file !== null)
    return `mkdir -p "$(dirname '${file}')"\ncat > '${file}' <<'END_OF_BLOCK'\n${content}END_OF_BLOCK`;
  return language === 'sh' ? content : '';
}

/** What each block printed; null for those that were not run to their end. */
export function splitDocOutput(output: string, count: number): readonly (string | null)[] {
  const parts = output.split(new RegExp(`^${MARK} \\d+$`, 'm')).slice(1);
  return Array.from({ length: count }, (_, index) =>
    index + 1 < parts.length ? (parts[index] ?? '') : null,
  );
}

/** Does a text stand in an output, line by line in this order? `…` stands for anything. */
export function isPrinted(text: string, output: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pattern = lines.map((line) => line.split('…').map(escape).join('.*')).join('[^]*\\n');
  return new RegExp(`^${pattern}`, 'm').test(output);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
