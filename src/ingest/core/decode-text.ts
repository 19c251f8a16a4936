/** What bytes begin with that say how they are to be read (Unicode 16, section 23.8; XML 1.0, appendix F). */
const MARKS: readonly { readonly bytes: readonly number[]; readonly label: string }[] = [
  { bytes: [0x00, 0x00, 0xfe, 0xff], label: 'utf-32be' },
  { bytes: [0xff, 0xfe, 0x00, 0x00], label: 'utf-32le' },
  { bytes: [0x00, 0x00, 0x00, 0x3c], label: 'utf-32be' },
  { bytes: [0x3c, 0x00, 0x00, 0x00], label: 'utf-32le' },
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
  { bytes: [0x00, 0x3c], label: 'utf-16be' },
  { bytes: [0x3c, 0x00], label: 'utf-16le' },
];

const DECLARED = /<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/;
const CHARSET = /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/i;

function decodeAs(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * What may be meant, the likeliest first: the sender's word before the document's own (RFC 7303, section
 * 3.2), and UTF-8 before either when one of them says so, because bytes of anything else are hardly ever
 * UTF-8 by accident.
 */
function labelsOf(bytes: Uint8Array, contentType: string | undefined): readonly string[] {
  const start = Buffer.from(bytes.subarray(0, 400)).toString('latin1');
  const named = [CHARSET.exec(contentType ?? '')?.[1], DECLARED.exec(start)?.[1]]
    .filter((label) => label !== undefined)
    .map((label) => label.toLowerCase())
    .map((label) => (/^(?:us-)?ascii$/.test(label) ? 'utf-8' : label));
  return named.includes('utf-8') ? ['utf-8', ...named] : [...named, 'utf-8'];
}

/**
 * The text of a document that may say itself in which encoding it is written.
 * @param contentType the header of that name, which may say so too
 * @returns without a byte order mark; undefined when it is written in something that is not read here
 */
export function decodeText(bytes: Uint8Array, contentType?: string): string | undefined {
  const mark = MARKS.find((one) => one.bytes.every((byte, index) => bytes[index] === byte));
  if (mark?.label.startsWith('utf-32')) return undefined;
  const labels = mark === undefined ? labelsOf(bytes, contentType) : [mark.label];
  for (const label of labels) {
    const text = decodeAs(bytes, label);
    if (text !== undefined) return text;
  }
  // What calls itself UTF-8 and is not was mostly pasted from something older.
  return mark === undefined ? decodeAs(bytes, 'windows-1252') : undefined;
}
