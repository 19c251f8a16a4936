import type { Sector } from './vocabulary.ts';

/**
 * Words by which catalogues and articles name whom something is aimed at, and the sectors meant here.
 * In small letters, single spaces between.
 */
const WORDS: Readonly<Record<Sector, string>> = {
  'political-campaign':
    'political campaign, political campaigns, presidential campaign, ' +
    'presidential campaigns, election campaign, election campaigns',
  'political-party': 'political party, political parties, national committee',
  'political-organisation':
    'political organisation, political organisations, political organization, ' +
    'political organizations',
  government:
    'government, governments, government agency, government agencies, ' +
    'government administration, administration, public administration, public sector, ' +
    'ministry, ministries, foreign ministry, foreign ministries, embassy, embassies, ' +
    'diplomacy, diplomats, diplomatic, civilian government',
  legislature:
    'parliament, parliaments, legislature, legislatures, congress, senate, bundestag, ' +
    'lawmakers, members of parliament',
  'local-government':
    'local government, local governments, municipality, municipalities, ' +
    'state government, state and local government',
  'election-system':
    'election system, election systems, election infrastructure, electoral commission, ' +
    'election officials, voting systems, voter registration',
  voters: 'voters, electorate, voter data',
  candidate: 'candidate, candidates',
  media:
    'media, media and entertainment, press, news, news media, broadcast, broadcasting, ' +
    'broadcasters, journalist, journalists, newsroom, newsrooms',
  'civil-society':
    'civil society, ngo, ngos, non-governmental organisations, ' +
    'non-governmental organizations, nonprofit, non-profit, activist, activists, ' +
    'human rights, human rights defenders, dissident, dissidents, ' +
    'private sector and civil society',
  diaspora: 'diaspora, exiles',
  academia:
    'academia, academic, academics, university, universities, higher education, ' +
    'education, research',
  'think-tank': 'think tank, think tanks, think-tank, think-tanks',
  'policy-expert': 'policy expert, policy experts',
  'critical-infrastructure':
    'critical infrastructure, energy, electric, electricity, power grid, utilities, ' +
    'utility, oil, oil and gas, gas, petrochemical, nuclear, water, ' +
    'water and wastewater, transport, transportation, aviation, airlines, maritime, ' +
    'shipping, rail, health, healthcare, hospital, hospitals, dams',
  telecommunications:
    'telecommunications, telecommunication, telecom, telecoms, telco, ' +
    'internet service providers, satellite communications',
  technology:
    'technology, it, it services, information technology, software, hardware, ' +
    'semiconductor, semiconductors, managed service providers, cloud services',
  defence:
    'defence, defense, military, defense industrial base, defence industry, ' +
    'defense industry, defence contractors, defense contractors, aerospace, ' +
    'armed forces, army, navy',
  intelligence:
    'intelligence agency, intelligence agencies, intelligence service, ' +
    'intelligence services, security service, security services',
  business:
    'business, businesses, private sector, private companies, company, companies, ' +
    'finance, financial, financial services, bank, banks, banking, cryptocurrency, ' +
    'retail, manufacturing, industrial, engineering, chemical, chemicals, ' +
    'pharmaceutical, pharmaceuticals, legal, law firms, consulting, insurance, gaming, ' +
    'hospitality, hotels, trade, real estate, construction, mining, agriculture',
  individuals: 'individuals, citizens, end-users, private persons',
};

/** The sector that each word or phrase means. */
export const SECTOR_WORDS: ReadonlyMap<string, Sector> = new Map(
  Object.entries(WORDS).flatMap(([sector, words]) =>
    words.split(', ').map((word): [string, Sector] => [word, sector as Sector]),
  ),
);

function key(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const BY_KEY: ReadonlyMap<string, Sector> = new Map(
  [...SECTOR_WORDS].map(([word, sector]) => [key(word), sector]),
);

/**
 * The sectors that a catalogue's label names, each once: `Government, Military` is government and defence.
 * Empty when none of its parts is known.
 */
export function sectorsNamed(label: string): readonly Sector[] {
  const whole = BY_KEY.get(key(label));
  if (whole !== undefined) return [whole];
  const parts = label.split(/[,;/|&]|\band\b|:/i);
  return [...new Set(parts.flatMap((part) => BY_KEY.get(key(part)) ?? []))];
}
