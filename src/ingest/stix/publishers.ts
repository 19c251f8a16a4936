import type { Tier } from '../../domain/vocabulary.ts';

/** Who publishes at a host, as ATT&CK's own references write them, and what kind of publisher it is. */
const BY_TIER: Readonly<Partial<Record<Tier, string>>> = {
  vendor:
    'accenture.com Accenture, anomali.com Anomali, bitdefender.com Bitdefender, ' +
    'blog.google Google, cloud.google.com Google Cloud, services.google.com Google Cloud, ' +
    'blog.talosintelligence.com Cisco Talos, checkpoint.com Check Point, ' +
    'clearskysec.com ClearSky, crowdstrike.com CrowdStrike, cybereason.com Cybereason, ' +
    'cylance.com Cylance, dragos.com Dragos, eset.com ESET, fireeye.com FireEye, ' +
    'forcepoint.com Forcepoint, fox-it.com Fox-IT, group-ib.com Group-IB, intezer.com Intezer, ' +
    'lumen.com Lumen, malwarebytes.com Malwarebytes, mandiant.com Mandiant, mcafee.com McAfee, ' +
    'microsoft.com Microsoft, nccgroup.com NCC Group, novetta.com Novetta, ' +
    'paloaltonetworks.com Palo Alto Networks, proofpoint.com Proofpoint, ' +
    'ptsecurity.com Positive Technologies, recordedfuture.com Recorded Future, ' +
    'redcanary.com Red Canary, riskiq.com RiskIQ, securelist.com Kaspersky, ' +
    'secureworks.com Secureworks, securityintelligence.com IBM, sentinelone.com SentinelOne, ' +
    'sygnia.co Sygnia, symantec.com Symantec, symantec-enterprise-blogs.security.com Symantec, ' +
    'threatconnect.com ThreatConnect, trendmicro.com Trend Micro, ' +
    'unit42.paloaltonetworks.com Unit 42, volexity.com Volexity, welivesecurity.com ESET',
  government:
    'cisa.gov CISA, us-cert.gov US-CERT, justice.gov US Department of Justice, ' +
    'defense.gov US Department of Defense, treasury.gov US Department of the Treasury, ' +
    'ncsc.gov.uk UK NCSC, gov.uk UK government, ic3.gov FBI IC3, fbi.gov FBI',
  press:
    'arstechnica.com Ars Technica, bleepingcomputer.com BleepingComputer, ' +
    'darkreading.com Dark Reading, threatpost.com Threatpost, wired.com WIRED, ' +
    'thehackernews.com The Hacker News',
  community: 'attack.mitre.org MITRE ATT&CK',
};

export interface Publisher {
  readonly name: string;
  readonly tier: Tier;
}

const BY_HOST: ReadonlyMap<string, Publisher> = new Map(
  Object.entries(BY_TIER).flatMap(([tier, hosts]) =>
    hosts.split(', ').map((entry): [string, Publisher] => {
      const space = entry.indexOf(' ');
      return [entry.slice(0, space), { name: entry.slice(space + 1), tier: tier as Tier }];
    }),
  ),
);

/** Who publishes at a host or at one above it; undefined where that is not known. */
export function publisherAt(host: string): Publisher | undefined {
  const labels = host.toLowerCase().split('.');
  return labels
    .map((_, from) => BY_HOST.get(labels.slice(from).join('.')))
    .find((known) => known !== undefined);
}

const NAMED: ReadonlyMap<string, Publisher> = new Map(
  [...BY_HOST.values()].map((one) => [one.name.toLowerCase(), one]),
);

/** The publisher with whose name an author's begins: `Symantec Security Response` is Symantec's. */
export function publisherNamed(author: string): Publisher | undefined {
  const words = author.toLowerCase().split(/[^\p{L}\p{N}&.-]+/u, 4);
  return words
    .map((_, from) => NAMED.get(words.slice(0, words.length - from).join(' ')))
    .find((known) => known !== undefined);
}
