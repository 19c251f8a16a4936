/** Stock for synthetic records. None of it is about anything that happened. */
const list = (words: string): readonly string[] => words.split(' ');

export const ADJECTIVES = list(
  'Amber Ancient Arctic Autumn Azure Barren Bitter Black Blue Brass Bright Broken Bronze Burning ' +
    'Calm Carmine Charming Cinder Cobalt Cold Copper Coral Crimson Crystal Curious Dark Desert ' +
    'Distant Dusty Eager Eastern Ebony Electric Emerald Fading Fancy Feral Flax Flint Frozen Gilded ' +
    'Golden Granite Gray Green Harvest Hidden Hollow Icy Indigo Iron Ivory Jade Lavender Lunar Mint ' +
    'Misty Molten Mustard Northern Ochre Onyx Opal Outer Pale Pearl Peach Pink Plaid Quiet Rapid Red ' +
    'Roaming Ruby Rustic Sable Salt Scarlet Silent Silk Silver Slate Smoky Southern Static Stone ' +
    'Storm Sunken Tidal Topaz Twisted Umber Velvet Violet Volcanic Wandering Western White Wicked ' +
    'Winter Yellow Zinc',
);
export const CREATURES = list(
  'Adder Albatross Antelope Badger Basilisk Bear Beetle Bison Blizzard Bobcat Buffalo Buzzard ' +
    'Camel Caribou Chimera Chollima Cobra Condor Cougar Crane Cricket Crow Cyclone Deer Dolphin ' +
    'Dragon Drake Eagle Elk Falcon Ferret Finch Firefly Flood Fox Gale Garuda Gecko Griffin Hail ' +
    'Harrier Hawk Heron Hornet Hound Hurricane Hydra Hyena Ibex Ibis Jackal Jaguar Kestrel Kitten ' +
    'Kraken Lark Leopard Lion Lizard Locust Lynx Manticore Mantis Marten Mole Moose Moth Newt Ocelot ' +
    'Oriole Osprey Otter Owl Panda Panther Pegasus Petrel Phoenix Puma Python Raven Rook Salamander ' +
    'Sandstorm Scorpion Serpent Shark Sleet Sparrow Sphinx Spider Squall Stork Tempest Tiger Tornado ' +
    'Tsunami Typhoon Viper Vulture Wasp Weasel Wolf Wolverine Wyvern Yak',
);
export const ELEMENT_STEMS = list(
  'actin alumin antimon argon arsen bar beryll bism bor brom cadm calc carb cer chlor chrom cobal ' +
    'curi dyspros erb europ fluor gadolin gall german hafn hel holm hydro ind iod irid kryp lanthan ' +
    'lith lutet magnes mangan mercur molybd neodym neptun nickel niob nitro osm oxyg pallad phosph ' +
    'plat pluton polon potass prometh protact rad rhen rhod rubid ruthen samar scand selen silic sod ' +
    'stront sulph tantal techn tellur terb thall thor thul tin titan tungst uran vanad xen ytterb zirc',
);
export const ELEMENT_ENDINGS = list('ium orus ine on um ogen ic ate ide ous');
export const PREFIXES = list(
  'APT TA UNC DEV Storm- TAG- ITG FIN TEMP. G Group- Operation- BRONZE-',
);

export const VENDORS = [
  'Northgate Research',
  'Halden Security',
  'Microsoft',
  'Mandiant',
  'Corvid Labs',
  'Proofpoint',
  'Secureworks',
  'Lantern Threat Intelligence',
  'ESET',
  'Symantec',
  'Blue Harbour',
  'Kestrel Watch',
  'CrowdStrike',
  'Google',
];
export const AUTHORITIES = [
  'US Department of Justice',
  'US Treasury',
  'Federal Bureau of Investigation',
  'National Cyber Security Centre',
  'Cybersecurity and Infrastructure Security Agency',
  'German Federal Office for Information Security',
  'Canadian Centre for Cyber Security',
  'French National Cybersecurity Agency',
];
export const OUTLETS = [
  'Reuters',
  'Associated Press',
  'The Morning Ledger',
  'Deutsche Welle',
  'The Record',
  'Politico',
  'CyberScoop',
  'The Evening Courier',
  'Le Quotidien',
  'Harbour Times',
];
export const COUNTRIES = ['Iran', 'Russia', 'China', 'North Korea', 'Belarus', 'Vietnam', 'Turkey'];
export const PLACES = list(
  'Albania Argentina Australia Austria Belgium Brazil Bulgaria Canada Chile Croatia Cyprus Denmark ' +
    'Egypt Estonia Finland France Georgia Germany Ghana Greece Hungary Iceland India Indonesia ' +
    'Ireland Israel Italy Japan Jordan Kenya Kosovo Latvia Lithuania Malta Mexico Moldova Montenegro ' +
    'Morocco Nepal Netherlands Nigeria Norway Pakistan Panama Peru Philippines Poland Portugal ' +
    'Romania Serbia Slovakia Slovenia Spain Sweden Switzerland Taiwan Thailand Tunisia Ukraine Uruguay',
);
export const VICTIMS = [
  'ministry mailboxes',
  'campaign staff',
  'election officials',
  'think-tank researchers',
  'newspaper reporters',
  'telecommunications firms',
  'university accounts',
  'human-rights groups',
  'party headquarters',
  'water utilities',
  'defence contractors',
  'parliament members',
  'exiled activists',
  'policy advisers',
  'hospital networks',
  'shipping companies',
];
export const DEEDS = [
  'phished',
  'broke into',
  'probed',
  'impersonated',
  'spied on',
  'tried to reach',
  'leaked files of',
  'planted malware at',
  'scanned',
  'disrupted',
];
export const TOOLS = [
  'password-reset pages',
  'look-alike domains',
  'a forged login page',
  'a flaw in mail servers',
  'spear-phishing links',
  'stolen session tokens',
  'invented LinkedIn profiles',
  'a trojanised update',
  'text messages',
  'macro documents',
];
export const UNITS = [
  'accounts',
  'domains',
  'organisations',
  'mailboxes',
  'people',
  'servers',
  'documents',
  'customers',
];
export const FILLER = list(
  'according to a report that covers several weeks of activity seen by analysts who did not give ' +
    'their method and would not name those concerned citing privacy although records of the time ' +
    'show traces of earlier attempts against similar bodies elsewhere officials declined to say ' +
    'whether anything was taken or altered before access ended',
);
