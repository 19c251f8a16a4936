import type { ActorName } from '../../../src/domain/actor.ts';
import type { Advisory } from '../../../src/domain/advisory.ts';
import type { Claim } from '../../../src/domain/claim.ts';
import type { PartialDate } from '../../../src/domain/partial-date.ts';
import type { BodyOf, RecordDraft, RecordRevision } from '../../../src/domain/record.ts';
import { isAbove, Tlp } from '../../../src/domain/vocabulary.ts';
import { contentHash } from '../../../src/shared/content-hash.ts';
import { asRevisions, generateRecords } from '../../support/generate.ts';
import { Random } from '../../support/random.ts';
import { revisionOf } from './fixtures.ts';

/** One world with nothing above a ceiling, and the same with much above it planted throughout. */
export interface Planted {
  readonly open: readonly RecordRevision[];
  readonly planted: readonly RecordRevision[];
}

const CATALOGUE = 'pack:generated';
const DAY = '2019-05-05' as PartialDate;

type Bodies = readonly RecordDraft['body'][];

export function plantAbove(ceiling: Tlp, seed: number): Planted {
  const random = new Random(seed);
  const above = Tlp.options.filter((mark) => isAbove(mark, ceiling));
  const open = asRevisions(openRecords(ceiling, seed, random), CATALOGUE);
  const planter = new Planter(open, above, random);
  return { open, planted: open.flatMap((revision) => planter.plantAt(revision)) };
}

function openRecords(ceiling: Tlp, seed: number, random: Random): RecordDraft[] {
  const options = { incidents: 8, actors: 6, names: 14, claimsPerIncident: 6, seed };
  const admitted = Tlp.options.filter((mark) => !isAbove(mark, ceiling));
  const records: RecordDraft[] = generateRecords(options).map((draft) =>
    draft.kind === 'claim'
      ? { ...draft, body: { ...draft.body, tlp: random.pick(admitted) } }
      : draft,
  );
  const [first, second] = ['gen-incident-1', 'gen-incident-2'];
  return [
    ...records,
    draftOf('programme', { id: 'guard', label: 'AccountGuard', operator: 'Microsoft' }),
    draftOf('claim', claimBody('guard.open', 'guard')),
    draftOf('claim', { ...claimBody(`${first}.who`, first), actors: ['gen-actor-1'] }),
    draftOf('advisory', advisoryBody('gen-advisory', random.pick(admitted))),
    draftOf('conflict', {
      id: 'open-conflict',
      topic: 'Which',
      about: [first, second],
      sides: [
        { text: 'One', sources: ['gen-s-1'], claims: [`${first}.claim-1`] },
        { text: 'Two', sources: ['gen-s-1'] },
      ],
      note: 'Open',
    }),
  ];
}

function draftOf(kind: RecordDraft['kind'], body: Record<string, unknown>): RecordDraft {
  const { kind: _, body: full } = revisionOf(kind, body);
  return { kind, body: full } as RecordDraft;
}

function claimBody(id: string, about: string) {
  return {
    id,
    about,
    kind: 'method',
    text: `Told of ${id}`,
    assertedBy: [{ name: 'Microsoft' }],
    assertedOn: DAY,
    basis: 'first-hand',
    status: 'asserted',
    sources: ['gen-s-1'],
  };
}

function publicationBody(id: string) {
  return {
    id,
    publisher: 'Zanzibar',
    title: 'Zanzibar',
    url: 'https://news.example/zanzibar',
    publishedOn: DAY,
    tier: 'press',
  };
}

function advisoryBody(id: string, tlp: Tlp, source = 'gen-s-1') {
  return {
    id,
    kind: 'security-advisory',
    title: `Flaw of ${id}`,
    label: id.toUpperCase(),
    publisher: 'CISA',
    publishedOn: DAY,
    cves: ['CVE-2019-1234'],
    sources: ['gen-s-1'],
    references: [source],
    tlp,
  };
}

/** Gives revisions back with others before and after them that only a higher ceiling shows. */
class Planter {
  readonly #open: readonly RecordRevision[];
  readonly #above: readonly Tlp[];
  readonly #random: Random;
  #count = 0;

  constructor(open: readonly RecordRevision[], above: readonly Tlp[], random: Random) {
    this.#open = open;
    this.#above = above;
    this.#random = random;
  }

  plantAt(revision: RecordRevision): RecordRevision[] {
    const { kind, body } = revision;
    if (kind === 'claim') return this.#atClaim(revision, body);
    if (kind === 'advisory') return this.#atAdvisory(revision, body);
    if (kind === 'incident') return this.#atIncident(revision, body);
    if (kind === 'actor') return this.#atActor(revision, body);
    if (kind === 'programme') return [revision, ...this.#hidden(body.id).records];
    return kind === 'conflict' ? this.#atConflict(revision, body) : [revision];
  }

  #atClaim(revision: RecordRevision, body: Claim): RecordRevision[] {
    const other = { ...body, text: `Above: ${body.text}`, tlp: this.#mark() };
    const { id, records } = this.#hidden(body.about);
    const naming = {
      ...body,
      conflictsWith: [...body.conflictsWith, id],
      supersedes: id,
      ...(body.figure && {
        figure: { ...body.figure, limitedBy: [id, ...body.figure.limitedBy] },
      }),
    };
    const ways: (() => RecordRevision[])[] = [
      () => [revision],
      () => [revision],
      () => [...records, ...this.#versions(revision, naming)],
      () => [...this.#versions(revision, body, naming), ...records],
      () => this.#versions(revision, other, body),
      () => this.#versions(revision, body, other, body),
      // The desk takes the id, so that the claim at hand is found under another.
      () => [revision, ...this.#versions({ ...revision, catalogue: 'desk' }, other)],
    ];
    return this.#random.pick(ways)();
  }

  #atAdvisory(revision: RecordRevision, body: Advisory): RecordRevision[] {
    const other = { ...body, summary: 'Zanzibar', references: ['hidden-s'], tlp: this.#mark() };
    const hidden = revisionOf('advisory', advisoryBody('hidden', this.#mark(), 'hidden-s'), {
      catalogue: CATALOGUE,
    });
    const publication = revisionOf('source', publicationBody('hidden-s'), { catalogue: CATALOGUE });
    const ways: (() => RecordRevision[])[] = [
      () => [revision, publication, hidden],
      () => [publication, ...this.#versions(revision, other, body)],
      () => [hidden, ...this.#versions(revision, body, other, body), publication],
    ];
    return this.#random.pick(ways)();
  }

  #atIncident(revision: RecordRevision, body: BodyOf<'incident'>): RecordRevision[] {
    const free = this.#open.flatMap(({ kind, body: { id } }) =>
      kind === 'actor' && id !== 'gen-actor-1' && !body.actors.includes(id) ? [id] : [],
    );
    const actor = this.#random.pick(free);
    const more = { actors: [actor], topic: 'hidden-topic' };
    const { source, records } = this.#hidden(body.id, more);
    const listing: BodyOf<'incident'> = {
      ...body,
      actors: [actor, ...body.actors],
      topics: [{ id: 'hidden-topic', title: 'Zanzibar' }, ...body.topics],
      targets: [
        ...body.targets.map((target) => ({ ...target, sources: [source, ...target.sources] })),
        { sectors: ['media'], description: 'Zanzibar reporters', sources: [source] },
      ],
      updates: [
        { on: DAY, headline: 'Zanzibar', body: 'Zanzibar', sources: [source] },
        ...body.updates,
      ],
    };
    return this.#inTurn(revision, body, listing, records);
  }

  #atActor(revision: RecordRevision, body: BodyOf<'actor'>): RecordRevision[] {
    const relation = { kind: 'overlaps', actor: 'gen-actor-1' };
    const more = { kind: 'relation', relation, country: 'Zanzibar' };
    const { source, records } = this.#hidden(body.id, more);
    const hidden: ActorName = {
      name: `Zanzibar ${source}`,
      usedBy: ['Desk'],
      kind: 'name',
      needsContext: false,
      sources: [source],
    };
    const listing = { ...body, names: [hidden, ...body.names] };
    return this.#inTurn(revision, body, listing, records);
  }

  #atConflict(revision: RecordRevision, body: BodyOf<'conflict'>): RecordRevision[] {
    const [about = ''] = body.about;
    const { id, source, records } = this.#hidden(about);
    const cited = {
      ...body,
      sides: body.sides.map((side) => ({ ...side, sources: [source, ...side.sources] })),
    };
    const third = { text: 'Zanzibar', sources: ['gen-s-1'], claims: [id] };
    const told = { ...body, id: 'hidden-conflict', sides: [...body.sides, third] };
    return [
      ...this.#inTurn(revision, body, cited, []),
      ...this.#versions(revision, told),
      ...records,
    ];
  }

  /** The record as it is, as it is with more, or first the one and then the other. */
  #inTurn(
    revision: RecordRevision,
    body: RecordDraft['body'],
    more: RecordDraft['body'],
    records: readonly RecordRevision[],
  ): RecordRevision[] {
    const bodies = this.#random.pick<Bodies>([[body], [more], [body, more], [body, more, body]]);
    if (bodies.length === 1 && bodies[0] === body) return [revision];
    const versions = this.#versions(revision, ...bodies);
    return this.#random.chance(0.5) ? [...records, ...versions] : [...versions, ...records];
  }

  /** A claim above the ceiling, in one of the forms that this can take, and a source of its own. */
  #hidden(about: string, more: Record<string, unknown> = {}) {
    this.#count += 1;
    const number = this.#count;
    const [id, source] = [`${about}.hidden-${number}`, `hidden-s-${number}`];
    const publication = revisionOf('source', publicationBody(source), {
      catalogue: CATALOGUE,
      recordedAt: '2026-12-02T12:00:00Z',
    });
    const body = { ...claimBody(id, about), ...more, sources: ['gen-s-1', source] };
    const hidden = (recorded: object, tlp = this.#mark()) =>
      revisionOf(
        'claim',
        { ...body, text: `Zanzibar ${number}`, tlp },
        { catalogue: CATALOGUE, recordedAt: '2026-12-02T12:00:00Z', ...recorded },
      );
    const older = { recordedAt: '2026-10-02T12:00:00Z' };
    const mark = this.#mark();
    const forms: readonly RecordRevision[][] = [
      [hidden({})],
      [hidden(older, 'CLEAR'), hidden({ revision: 2 })],
      [hidden(older, mark), hidden({ revision: 2, withdrawn: true }, mark)],
    ];
    return { id, source, records: [publication, ...this.#random.pick(forms)] };
  }

  /**
   * Revisions of one record with these bodies, the first that equals the open one at its place and
   * of its time.
   */
  #versions(revision: RecordRevision, ...bodies: Bodies): RecordRevision[] {
    const shown = Math.max(bodies.indexOf(revision.body), 0);
    return bodies.map((body, at) => {
      const recordedAt = new Date(revision.recordedAt.getTime() + (at - shown) * 86_400_000);
      const hash = contentHash(body);
      return {
        ...revision,
        body,
        recordedAt,
        revision: at + 1,
        contentHash: hash,
      } as typeof revision;
    });
  }

  #mark(): Tlp {
    return this.#random.pick(this.#above);
  }
}
