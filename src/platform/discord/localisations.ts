import type { LocalizationMap } from 'discord-api-types/v10';

/** Key of the command with the verbs of the desk. */
export const DESK = '-desk';

/**
 * Descriptions of the commands and their verbs in other languages, shown by Discord to those who use
 * it in that language; answers are in English. A language goes in when somebody who speaks it wrote
 * it. Keys are verbs, `''` is the command itself; what is missing is shown in English.
 */
export const LOCALISATIONS: Readonly<Record<'de' | 'fr', Readonly<Record<string, string>>>> = {
  de: {
    '': 'Bekannt gewordene Cyberangriffe von Staaten, mit Quellen',
    [DESK]: 'Für Redaktion und Verwaltung: veröffentlichen, berichtigen, Feeds, Eingang, Rechte',
    help: 'Was Tocsin kann, mit Beispielen, die funktionieren',
    stats: 'Zahlen mit ihrem Geltungsbereich, ein Diagramm, und wie sie falsch berichtet wurden',
    incident: 'Überblick über einen Vorfall',
    incidents: 'Alle Vorfälle, die neuesten zuerst',
    targets: 'Wer angegriffen wurde, und wer nicht',
    actor: 'Eine Gruppe: ihre Namen, wer sie wem zuschreibt, ihre Vorfälle',
    timeline: 'Ereignisse und Meldungen in zeitlicher Reihenfolge',
    sources: 'Alle Quellen, und was sie belegen',
    claim: 'Eine einzelne Aussage mit ihren Quellen und Widersprüchen',
    search: 'In allem suchen',
    news: 'Was zuletzt bekannt wurde',
    status: 'Wie es Tocsin geht',
    form: 'Mit einem Formular fragen',
  },
  fr: {
    '': 'Cyberattaques d’États rendues publiques, avec leurs sources',
    [DESK]: 'Pour la rédaction et l’administration : publier, rectifier, flux, boîte, droits',
    help: 'Ce que Tocsin sait faire, avec des exemples qui fonctionnent',
    stats: 'Les chiffres et leur portée, un graphique, et comment ils ont été déformés',
    incident: 'Vue d’ensemble d’un incident',
    incidents: 'Tous les incidents, du plus récent au plus ancien',
    targets: 'Qui a été visé, et qui ne l’a pas été',
    actor: 'Un groupe : ses noms, qui le rattache à qui, ses incidents',
    timeline: 'Les faits et les annonces dans l’ordre chronologique',
    sources: 'Toutes les sources, et ce qu’elles étayent',
    claim: 'Une affirmation, avec ses sources et ce qui la contredit',
    search: 'Chercher partout',
    news: 'Ce qui a été révélé récemment',
    status: 'L’état de Tocsin',
    form: 'Poser une question par un formulaire',
  },
};

/** What Discord takes as `description_localizations`, for those languages that have words for it. */
export function localised(key: string): { description_localizations?: LocalizationMap } {
  const found = Object.entries(LOCALISATIONS).flatMap(([locale, texts]) =>
    texts[key] === undefined ? [] : [[locale, texts[key]] as const],
  );
  return found.length === 0 ? {} : { description_localizations: Object.fromEntries(found) };
}
