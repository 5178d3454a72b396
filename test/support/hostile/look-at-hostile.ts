import { productPage, startFakeShop, type FakeShop } from '../fake-shop';
import { LookingProcess, type Looked } from '../looking-process';
import type { HostileAnswer } from './hostile-answer';

/** What the looks at hostile answers came to. */
export interface HostileLooks {
  of(answer: HostileAnswer): Looked;
  /** Faults of the program that it logged; empty when all is well. */
  readonly log: string;
}

/**
 * Serves each answer by a shop of its own and looks at all of them with the looker of the build in one
 * process.
 */
export async function lookAtHostile(answers: readonly HostileAnswer[]): Promise<HostileLooks> {
  const served = await Promise.all(answers.map(serve));
  const warmUp = await serve({ name: 'ordinary', serve: { body: productPage() } });
  const shops = [...served, warmUp].map(({ shop }) => shop);
  const hosts = shops.map(({ host }) => host).join();
  const process = await LookingProcess.start({ EBB_ALLOW_PRIVATE: hosts, EBB_TRUSTED_SHOPS: hosts });
  const look = ({ shop, answer }: Served): Promise<Looked> => {
    const url = `${shop.url}/cup`;
    return process.look(url, answer.etag === undefined ? {} : { [url]: { etag: answer.etag } });
  };
  try {
    // What is loaded at the first look is no answer's doing.
    await look(warmUp);
    const slow = served.filter(({ answer }) => answer.isSlow === true).map((each) => note(each, look(each)));
    const looked = new Map<HostileAnswer, Looked>();
    for (const each of served.filter(({ answer }) => answer.isSlow !== true))
      looked.set(...(await note(each, look(each))));
    for (const [answer, result] of await Promise.all(slow)) looked.set(answer, result);
    return { of: (answer) => looked.get(answer)!, log: process.log };
  } finally {
    await process.stop();
    await Promise.all(shops.map((shop) => shop.close()));
  }
}

interface Served {
  readonly answer: HostileAnswer;
  readonly shop: FakeShop;
}

async function serve(answer: HostileAnswer): Promise<Served> {
  const shop = await startFakeShop();
  const several = Object.entries(answer.serve).filter(([path]) => path.startsWith('/'));
  const pages = several.length > 0 ? several : [['/cup', answer.serve] as const];
  for (const [path, page] of pages) shop.set(path, page as Parameters<FakeShop['set']>[1]);
  return { answer, shop };
}

async function note({ answer }: Served, looking: Promise<Looked>): Promise<[HostileAnswer, Looked]> {
  return [answer, await looking];
}
