const CATALOGUES: Readonly<Record<string, string>> = {
  'pack:tocsin': 'Tocsin pack',
  'misp-galaxy': 'MISP',
  'misp-microsoft': "MISP's list of Microsoft's names",
  'misp-events': 'MISP events',
  vcdb: 'VCDB',
  csv: 'CSV table',
  stix: 'STIX bundle',
  taxii: 'TAXII collection',
  attack: 'ATT&CK',
  'microsoft-names': "Microsoft's names",
  cfr: 'CFR',
  'cisa-kev': 'CISA KEV',
  csaf: 'CSAF advisories',
  eurepoc: 'EuRepoC',
  desk: 'this desk',
};

/** A catalogue as people call it. */
export function catalogueName(catalogue: string): string {
  return CATALOGUES[catalogue] ?? catalogue.replace(/^pack:(.*)$/, '$1 pack');
}
