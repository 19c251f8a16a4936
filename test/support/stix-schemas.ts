import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { sharedData } from './shared-data.ts';

/** RFC 3986, as far as it forbids letters: what is no URI otherwise, no parser reads. */
const URI = /^[a-z][a-z0-9+.-]*:[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]*$/i;

interface Schema {
  readonly $id: string;
  readonly title: string;
}

/** Tells what is wrong with an object of STIX 2.1; nothing when its schema accepts it. */
export type StixCheck = (object: { readonly type: string; readonly id: string }) => string[];

/** By the JSON schemas that OASIS publishes; undefined where they are not beside the repository. */
export function stixCheck(): StixCheck | undefined {
  const folder = sharedData('stix21/schemas');
  if (folder === undefined) return undefined;
  const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, formats: { uri: URI } });
  const byType = new Map<string, string>();
  for (const file of globSync('*/*.json', { cwd: folder })) {
    const schema: Schema = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    ajv.addSchema(schema);
    byType.set(schema.title, schema.$id);
  }
  const validators = new Map<string, ValidateFunction>();
  return (object) => {
    const id = byType.get(object.type);
    if (id === undefined) return [`${object.id}: no schema of this type`];
    const validate = validators.get(id) ?? ajv.getSchema(id);
    if (validate === undefined) return [`${object.id}: no schema of this type`];
    validators.set(id, validate);
    const isSound: unknown = validate(object);
    if (isSound === true) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${object.id}${instancePath}: ${message}`,
    );
  };
}
