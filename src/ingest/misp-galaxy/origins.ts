import { countryNamed } from '../../domain/countries.ts';
import { originClaims } from '../core/origin-claims.ts';
import { inQuotes } from '../core/words.ts';
import { type ClaimInput, type Group, ownClaim } from './group.ts';
import { citesCfr, listed, textsOf } from './meta.ts';
import { CATALOGUE } from './names.ts';

/** Who stands behind a group, in the words of each that says so. */
export function originsOf(group: Group): readonly ClaimInput[] {
  return [
    ...countries(group),
    ...sponsors(group),
    ...microsoftOrigins(group),
    ...unit(group),
    ...sorts(group),
  ];
}

/** `attribution-confidence` is a number from 0 to 100 and belongs to `country`. */
function countries({ cluster, ...group }: Group): readonly ClaimInput[] {
  const [confidence] = textsOf(cluster, 'attribution-confidence');
  return textsOf(cluster, 'country').map((code) => {
    const country = countryNamed(code);
    return ownClaim(
      { cluster, ...group },
      `country-${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`,
      {
        kind: 'attribution',
        text: `${CATALOGUE} gives as the country of ${group.label}: ${country ?? inQuotes(code.slice(0, 60))}.`,
        ...(country !== undefined && { country }),
        ...(confidence !== undefined && { confidence: `${confidence.slice(0, 20)} of 100` }),
      },
    );
  });
}

/**
 * Contributors fill `cfr-` keys for groups that the Council on Foreign Relations never listed. So only an
 * entry that points at the Council's pages is told as the Council's word.
 */
export function cfrWord(group: Group): { readonly who: string } & Partial<ClaimInput> {
  if (!citesCfr(group.cluster)) return { who: CATALOGUE };
  return {
    who: 'The Council on Foreign Relations, as MISP galaxy passes on,',
    assertedBy: [{ name: 'Council on Foreign Relations' }],
    reportedBy: [CATALOGUE],
    basis: 'named-source',
  };
}

function sponsors(group: Group): readonly ClaimInput[] {
  const { who, ...saying } = cfrWord(group);
  return textsOf(group.cluster, 'cfr-suspected-state-sponsor').map((words, at) => {
    const country = countryNamed(words);
    const isUnknown = words.toLowerCase() === 'unknown';
    const sponsor = country ?? inQuotes(words.slice(0, 60));
    return ownClaim(group, `sponsor${at === 0 ? '' : `-${at + 1}`}`, {
      kind: 'attribution',
      text: isUnknown
        ? `${who} gives the state sponsor of ${group.label} as unknown.`
        : `${who} gives as the suspected state sponsor of ${group.label}: ${sponsor}.`,
      ...(country !== undefined && { country, confidence: 'suspected' }),
      ...saying,
    });
  });
}

/** `sector` holds, in the galaxy of Microsoft's groups, what an earlier list of Microsoft's said. */
function microsoftOrigins(group: Group): readonly ClaimInput[] {
  const labels = [
    ...textsOf(group.cluster, 'microsoft-origin-threat'),
    ...textsOf(group.cluster, 'sector'),
  ];
  const claims = labels.flatMap((label) =>
    originClaims(label, group, {
      who: 'Microsoft, as MISP galaxy passes on,',
      assertedBy: [{ name: 'Microsoft' }],
      reportedBy: [CATALOGUE],
      basis: 'named-source',
      sources: [group.source],
    }),
  );
  return [...new Map(claims.map((claim) => [claim.id, claim])).values()];
}

function unit(group: Group): readonly ClaimInput[] {
  const words = textsOf(group.cluster, 'GRU');
  if (words.length === 0) return [];
  const [country] = textsOf(group.cluster, 'country').flatMap((code) => countryNamed(code) ?? []);
  return [
    ownClaim(group, 'gru', {
      kind: 'attribution',
      text: `${CATALOGUE} links ${group.label} to the GRU: ${listed(words)}.`,
      ...(country !== undefined && { country }),
    }),
  ];
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** The English name of `rus`; the code itself where there is none. */
function languageNamed(code: string): string {
  try {
    return LANGUAGES.of(code) ?? code;
  } catch {
    return code;
  }
}

/** What sort of actor it is, or whether it is one at all. */
function sorts(group: Group): readonly ClaimInput[] {
  const { cluster, label } = group;
  const told = (
    key: string,
    name: string,
    sentence: (words: string) => string,
    words = textsOf(cluster, key),
  ) =>
    words.length === 0
      ? []
      : [ownClaim(group, name, { kind: 'attribution', text: sentence(listed(words)) })];
  return [
    ...told(
      'motive',
      'motive',
      (words) => `${CATALOGUE} gives as the motive of ${label}: ${words.replace(/\.$/, '')}.`,
    ),
    ...told(
      'threat-actor-classification',
      'classification',
      (words) => `${CATALOGUE} classes ${label} as: ${words}.`,
    ),
    ...told(
      'spoken-language',
      'language',
      (words) => `${CATALOGUE} gives as the language spoken by ${label}: ${words}.`,
      textsOf(cluster, 'spoken-language').map(languageNamed),
    ),
  ];
}
