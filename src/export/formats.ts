import { csv } from './csv.ts';
import type { ExportFormat } from './format.ts';
import { json } from './json.ts';
import { stix } from './stix/stix.ts';

/** Every format that `tocsin export` writes. Adding one is its file or folder and its line here. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [stix, json, csv];
