import { afterEach, describe, expect, test } from 'vitest';
import { WORDING } from '../../../src/card/wording.ts';
import {
  type MemoryHouse,
  type MemoryHouseOptions,
  openMemoryHouse,
} from '../../support/memory-house.ts';
import { lead } from '../../support/memory-leads.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { brokenKnowledge, HIDDEN_CLAIM, knowledgeWithSecret } from './special-knowledge.ts';
import { openGate, type PlatformUnderTest, type Station } from './station.ts';

const SHARE = WORDING.share;

/** A clock that the test moves. */
function movedClock() {
  let ahead = 0;
  return {
    clock: { now: () => new Date(Date.now() + ahead) },
    pass: (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
}

/** What every platform must do with questions, whatever it is made of. */
export function platformSuite(platform: PlatformUnderTest): void {
  const open: Station[] = [];

  async function station(
    options: MemoryHouseOptions = {},
  ): Promise<Station & { house: MemoryHouse }> {
    const house = await openMemoryHouse(options);
    const opened = await platform.open(house);
    open.push(opened);
    return Object.assign(opened, { house });
  }

  afterEach(async () => {
    const closing = open.splice(0);
    const violations = closing.flatMap((one) => one.violations());
    await Promise.all(closing.map((one) => one[Symbol.asyncDispose]()));
    expect(violations).toEqual([]);
  });

  describe(platform.name, () => {
    test('a question is answered before the asker alone, each figure with its scope', async () => {
      const { someone } = await station();
      const seen = await someone('Editor').ask('stats');
      expect(seen.audience).toBe('asker');
      expect(seen.words).toMatch(/More than 2,700/i);
      expect(seen.words).toMatch(/\b241\b.*accounts attacked/);
      expect(seen.words).toMatch(/\b4\b.*None of the four/);
      expect(seen.words).toContain('Microsoft');
      expect(seen.buttons).toContain(SHARE);
    });

    test('plain words find claims, and a name what is known of it', async () => {
      const { someone } = await station();
      const editor = someone('Editor');
      expect((await editor.ask('search how many accounts were compromised?')).words).toMatch(
        /four|4/,
      );
      expect((await editor.ask('actor Mint Sandstorm')).words).toContain('Phosphorus');
    });

    test('a button does what its line would', async () => {
      const { someone } = await station();
      const editor = someone('Editor');
      const seen = await editor.press(await editor.ask('stats'), 'Targets');
      expect(seen.audience).toBe('asker');
      expect(seen.words).toContain('campaign');
    });

    test.runIf(platform.pages === 'in place')('pages turn forth and back, in place', async () => {
      const { someone } = await station();
      const editor = someone('Editor');
      const first = await editor.ask('sources');
      expect(first.words).toMatch(/Page 1 of \d/);
      const second = await editor.press(first, 'Next');
      expect(second.words).toMatch(/Page 2 of \d/);
      const back = await editor.press(second, 'Previous');
      expect(back.words).toMatch(/Page 1 of \d/);
      expect([second.id, back.id]).toEqual([first.id, first.id]);
    });

    test('Share shows the channel what the asker saw, and others press its buttons for themselves', async () => {
      const { someone } = await station();
      const editor = someone('Editor');
      const shared = await editor.press(await editor.ask('stats'), SHARE);
      expect(shared.audience).toBe('channel');
      expect(shared.words).toMatch(/\b4\b.*None of the four/);
      expect(shared.buttons).not.toContain(SHARE);
      const other = await someone('Reporter').press(shared, 'Timeline');
      expect(other.audience).toBe('asker');
    });

    test('public:true answers the channel at once', async () => {
      const { someone } = await station();
      expect((await someone('Editor').ask('stats public:true')).audience).toBe('channel');
    });

    test('a form asks as a line does', async () => {
      const { someone } = await station();
      const seen = await someone('Editor').fillIn('actor', { actor: 'APT42' });
      expect(seen.words).toContain('APT42');
      expect(seen.audience).toBe('asker');
    });

    test('names complete as one types', async () => {
      const { someone } = await station();
      const offered = await someone('Editor').complete('actor', 'actor', 'phosp');
      expect(offered.join()).toContain('Phosphorus');
      expect(await someone('Editor').complete('actor', 'actor', 'zzzzqq')).toEqual([]);
    });

    test('what cannot be answered says why, and offers lines that work', async () => {
      const { someone } = await station();
      const seen = await someone('Editor').ask('actor fosforus');
      expect(seen.words).toContain('fosforus');
      expect(seen.buttons.length).toBeGreaterThan(0);
      expect(seen.audience).toBe('asker');
    });

    test('words from outside stay words', async () => {
      const { someone } = await station();
      const seen = await someone('Editor').ask(
        'actor <!channel> @everyone <@U1> [click](https://evil.example) *x*',
      );
      expect(seen.words).toContain('evil.example');
    });

    test.runIf(platform.hasTenants)(
      'what takes more than asking is refused, then granted, and written down',
      async () => {
        const { someone, idOf, house } = await station();
        const { user, place: where } = idOf('Editor');
        const editor = someone('Editor');
        const refused = await editor.ask('audit');
        expect(refused.words).toContain('Not open to you');
        expect(refused.words).toContain(
          `grant ${user} right:administer in:${where.platform}/${where.tenant}`,
        );
        await house.stores.grants.give({
          ...where,
          user,
          right: 'administer',
          grantedBy: 'operator',
        });
        expect((await editor.ask('audit')).words).not.toContain('Not open to you');
        const { entries } = await house.stores.audit.list(where, 0, 10);
        const acts = entries.filter(({ act }) => act !== 'install');
        expect(acts.map(({ act, outcome, user: id }) => [act, outcome, id])).toEqual([
          ['audit', 'done', user],
          ['audit', 'refused', user],
        ]);
        await house.stores.grants.take(where, user, 'administer');
        expect((await editor.ask('audit')).words).toContain('Not open to you');
      },
    );

    test('a card names the command that has the verb there', async () => {
      const { someone, idOf } = await station();
      const desk = idOf('Editor').place.platform === 'discord' ? '/tocsin-desk' : '/tocsin';
      const editor = someone('Editor');
      expect((await editor.ask('help publish')).words).toContain(`${desk} publish`);
      expect((await editor.ask('help stats')).words).toContain('/tocsin stats');
    });

    test.runIf(platform.hasTenants)(
      'an editor keeps feeds by a form and decides on leads by buttons, and nobody else sees any',
      async () => {
        const { someone, idOf, house } = await station();
        const { user, place: where } = idOf('Editor');
        await house.stores.grants.give({ ...where, user, right: 'edit', grantedBy: 'operator' });
        house.leads.put(lead());
        const [editor, reader] = [someone('Editor'), someone('Reader')];
        const feed = { feed: 'https://times.example/feed', publisher: 'Times', tier: 'press' };
        expect((await editor.fillIn('feed', feed)).words).toContain('Feed of Times');
        expect((await reader.ask('feed')).words).toContain('Not open to you');
        const listed = await editor.ask('inbox');
        expect(listed.audience).toBe('asker');
        expect(listed.words).toContain('“Phosphorus said to try again”');
        const seen = await editor.press(listed, 'L-7F3KQ');
        expect(seen.words).toContain('The Example Times (press)');
        expect((await reader.ask('inbox')).words).not.toContain('Phosphorus');
        expect((await editor.press(seen, 'Dismiss')).words).toContain('Dismissed by');
        // Pressed once more, what is shown is what it is by then.
        expect((await editor.press(seen, 'Mute')).words).toContain('nothing was done');
        expect(await house.leads.get('L-7F3KQ')).toMatchObject({ state: 'dismissed' });
        expect(house.faults).toEqual([]);
      },
    );

    test.runIf(platform.hasTenants)('a right in one tenant is none in another', async () => {
      const { someone, idOf, house } = await station();
      const [one, two] = [idOf('Editor', 'first'), idOf('Editor', 'second')];
      await house.stores.grants.give({
        ...one.place,
        user: two.user,
        right: 'administer',
        grantedBy: 'operator',
      });
      const stranger = someone('Editor', 'second');
      expect((await stranger.ask('audit')).words).toContain('Not open to you');
      if (!platform.typesFreely) return;
      await house.stores.grants.give({
        ...two.place,
        user: two.user,
        right: 'administer',
        grantedBy: 'operator',
      });
      expect((await stranger.ask('audit')).words).not.toContain('Not open to you');
      const guessed = `audit in:${one.place.platform}/${one.place.tenant}`;
      expect((await stranger.ask(guessed)).words).toContain('Not done');
      expect(await house.stores.audit.list(one.place, 0, 10)).toMatchObject({ total: 0 });
    });

    test('what is marked above the ceiling of a channel is neither shown nor hinted at', async () => {
      const { someone } = await station({ knowledge: await knowledgeWithSecret() });
      const editor = someone('Editor');
      const about = (line: string) => editor.ask(line).then(({ words }) => words);
      expect(await about('targets')).toContain('Associated Press');
      expect(await about('targets')).not.toContain('CyberScoop');
      for (const line of ['targets', 'sources', 'timeline', 'search CyberScoop', 'status']) {
        expect(await about(line), line).not.toMatch(/cyberscoop-unconfirmed|AMBER/);
      }
      expect(await about(`claim ${HIDDEN_CLAIM}`)).toContain('No such claim');
      const typed = HIDDEN_CLAIM.slice(0, -4);
      expect((await editor.complete('claim', 'claim', typed)).join()).not.toContain(HIDDEN_CLAIM);
    });

    test('a channel whose ceiling was raised sees what is marked', async () => {
      const { someone, idOf, house } = await station({ knowledge: await knowledgeWithSecret() });
      await house.stores.ceilings.set(idOf('Editor').place, 'AMBER', 'operator');
      const seen = await someone('Editor').ask(`claim ${HIDDEN_CLAIM}`);
      expect(seen.words).toContain('CyberScoop');
      expect(seen.words).toContain('TLP:AMBER');
    });

    test('a fault of ours gives a reference, which the log explains', async () => {
      const { someone, house } = await station({ knowledge: await brokenKnowledge() });
      const seen = await someone('Editor').ask('search broken');
      const [reference = ''] = seen.words.match(/E-[0-9A-Z]{5}/) ?? [];
      expect(reference).not.toBe('');
      expect(seen.words).not.toContain('the house is broken');
      expect(seen.audience).toBe('asker');
      const line = house.logged.find((one) => one.includes(reference));
      expect(line).toContain('the house is broken');
      expect(house.logged.join()).not.toContain('xoxb-1-secret');
    });

    test.runIf(platform.deliversAgain)('what is delivered twice is answered once', async () => {
      const { someone } = await station();
      expect(await someone('Editor').askDeliveredTwice('stats')).toBe(1);
    });

    test.runIf(platform.deliversAgain)(
      'a slow answer is acknowledged in time, and comes',
      async () => {
        const gate = openGate();
        const { askSlowly } = await station({ wrapAsk: gate.wrapAsk });
        const { acknowledged, seen } = askSlowly('Editor', 'search slow stats');
        await acknowledged;
        gate.release();
        expect((await seen).words).toContain('accounts attacked');
      },
    );

    test.runIf(platform.deliversAgain)('a restart in the middle loses no question', async () => {
      const { clock, pass } = movedClock();
      const stores = memoryStores(clock);
      const gate = openGate();
      const first = await station({ clock, stores, wrapAsk: gate.wrapAsk });
      const { acknowledged, seen } = first.askSlowly('Editor', 'search slow stats');
      await acknowledged;
      pass(20_000);
      const second = openGate();
      second.release();
      await first.restart(await openMemoryHouse({ clock, stores, wrapAsk: second.wrapAsk }));
      expect((await seen).words).toContain('accounts attacked');
    });

    test('no secret is logged', async () => {
      const { someone, house } = await station();
      const editor = someone('Editor');
      await editor.press(await editor.ask('stats'), 'Targets');
      expect(house.logged.join('\n')).not.toMatch(
        /xox[a-z]-|xapp-|Bearer (?!\[hidden)|hooks\.slack|response_url":"http/,
      );
    });
  });
}
