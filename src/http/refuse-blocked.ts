import { type BlockStore, explainBlock } from '../core/block';
import { bareHost } from '../core/parse-url';
import { refused } from './failure';

/** @throws Failure `refused` when the operator keeps Ebb away from the host of a link. */
export type RefuseBlocked = (url: URL) => Promise<void>;

/** @param blocks absent: nothing is blocked. */
export function createRefuseBlocked(blocks: Pick<BlockStore, 'find'> | undefined): RefuseBlocked {
  return async (url) => {
    const block = await blocks?.find(bareHost(url));
    if (block) throw refused(explainBlock(block));
  };
}
