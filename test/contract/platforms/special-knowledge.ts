import { loadPack } from '../../../src/ingest/pack/load.ts';
import type { Knowledge } from '../../../src/knowledge/knowledge.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { asRevisions } from '../../support/generate.ts';
import { FOUNDING } from '../../support/pack-house.ts';

/** That CyberScoop could not confirm who was the target: no other claim says so. */
export const HIDDEN_CLAIM = `${FOUNDING}.cyberscoop-unconfirmed`;

let packed: ReturnType<typeof loadPack> | undefined;

/** Read once: the suite asks for it many times. */
function pack(): ReturnType<typeof loadPack> {
  packed ??= loadPack('packs/tocsin');
  return packed;
}

let secret: Promise<Knowledge> | undefined;

/** The built-in pack, with one claim marked for few eyes. */
export function knowledgeWithSecret(): Promise<Knowledge> {
  secret ??= markedKnowledge();
  return secret;
}

async function markedKnowledge(): Promise<Knowledge> {
  const { drafts, catalogue } = await pack();
  const marked = drafts.map((draft) =>
    draft.kind === 'claim' && draft.body.id === HIDDEN_CLAIM
      ? { ...draft, body: { ...draft.body, tlp: 'AMBER' as const } }
      : draft,
  );
  if (marked.every((draft, index) => draft === drafts[index])) throw new Error('no such claim');
  return createKnowledge(asRevisions(marked, catalogue));
}

/** Knowledge in which nothing can be searched for: a fault of ours. */
export async function brokenKnowledge(): Promise<Knowledge> {
  const { drafts, catalogue } = await pack();
  const sound = createKnowledge(asRevisions(drafts, catalogue));
  const broken: Knowledge = new Proxy<Knowledge>(sound, {
    get(target, property) {
      if (property === 'within') return () => broken;
      if (property === 'search') throw new Error('the house is broken: xoxb-1-secret');
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return broken;
}
