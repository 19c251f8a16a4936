import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordRevision } from '../../../src/domain/record.ts';
import { RECORD_SCHEMAS, type RecordDraft } from '../../../src/domain/record.ts';
import { FORMATS } from '../../../src/ingest/formats.ts';
import { renderBlockKit } from '../../../src/render/block-kit/render.ts';
import { renderComponentsV2 } from '../../../src/render/components-v2/render.ts';
import { discordFaults } from '../../support/discord-checker.ts';
import { asRevisions } from '../../support/generate.ts';
import { inputAt } from '../../support/inputs.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';
import { readAll } from '../../support/reading.ts';
import { sharedData } from '../../support/shared-data.ts';
import { slackFaults } from '../../support/slack-checker.ts';

const FILES = [
  ['misp-galaxy', 'misp-galaxy/clusters/threat-actor.json'],
  ['attack', 'attack-stix/enterprise-attack-17.1-actors.stix20.json'],
  ['microsoft-names', 'microsoft-naming/MicrosoftMapping.2026-07-17.4ee779d.json'],
] as const;
const paths = FILES.map(([name, path]) => [name, sharedData(path)] as const);
const present = paths.every(([, path]) => path !== undefined);

async function imported(name: string, path: string): Promise<RecordRevision[]> {
  const format = FORMATS.find((one) => one.name === name);
  if (format === undefined) throw new Error(`no format ${name}`);
  const { candidates } = await readAll(format, inputAt(path));
  const drafts = candidates.flatMap(({ kind, body }): RecordDraft[] => {
    const read = RECORD_SCHEMAS[kind].safeParse(body);
    return read.success ? [{ kind, body: read.data } as RecordDraft] : [];
  });
  return asRevisions(drafts, format.catalogue);
}

/** With the three catalogues beside `shared/data`; nothing is tested where they are absent. */
describe.skipIf(!present)('names that real catalogues share', () => {
  let house: PackHouse;
  beforeAll(async () => {
    const read = await Promise.all(paths.map(([name, path = '']) => imported(name, path)));
    house = await openPackHouse(undefined, read.flat());
  });

  it('Mint Sandstorm leads to our own record, and is two groups in MISP', async () => {
    const words = await house.words('actor "Mint Sandstorm"');
    expect(words).toMatch(/^Phosphorus: threat group/);
    expect(words).toContain('“Mint Sandstorm” is 2 groups in MISP: APT35 and Charming Kitten.');
  });

  it('IRIDIUM is linked to Russia by some and to Iran by one', async () => {
    const words = await house.words('actor IRIDIUM');
    expect(words).toContain('“IRIDIUM” is 2 groups in MISP: IRIDIUM and Sandworm.');
    expect(words).toMatch(
      /Not linked to the same country: .* to Russia; IRIDIUM \(MISP\) to Iran\./,
    );
  });

  it('LABYRINTH CHOLLIMA is four of Microsoft’s', async () => {
    expect(await house.words('actor "LABYRINTH CHOLLIMA"')).toContain(
      "is 4 groups in Microsoft's names: Citrine Sleet, Diamond Sleet, Jade Sleet and Moonstone Sleet.",
    );
  });

  it.each(['狼毒草', 'admin@338', '[Vault 7/8]'])('%s is found as it is written', async (name) => {
    expect(house.knowledge.resolve(name).map((match) => match.name)).toContain(name);
    expect(await house.words(`actor "${name}"`)).toContain(name);
    expect(house.knowledge.namesIn(`Hackers known as ${name} are back`)).not.toEqual([]);
  });

  it.each(['"Mint Sandstorm"', 'IRIDIUM', '"LABYRINTH CHOLLIMA"', 'g0007', 'Turla'])(
    'the card of %s is one that both platforms take, on every page',
    async (name) => {
      const { card, commandLine } = await house.answer(`actor ${name}`);
      const at = (page: number) => ({ page, commandLine, shareable: true });
      for (let page = 1; page <= renderBlockKit(card, at(1)).pages; page += 1) {
        expect(slackFaults(renderBlockKit(card, at(page)).payload)).toEqual([]);
      }
      for (let page = 1; page <= renderComponentsV2(card, at(1)).pages; page += 1) {
        const { payload, attachments } = renderComponentsV2(card, at(page));
        expect(discordFaults(payload, attachments)).toEqual([]);
      }
    },
  );
});
