import { printable } from '../../card/printable.ts';

/** Markup that is safe to send. Only this file makes it: a plain string is not accepted for it. */
export type Html = string & { readonly html: true };

type Attributes = Readonly<Record<string, string | number | true | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const VOID_ELEMENTS = new Set(['img']);

function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Untrusted text as markup that shows exactly its visible characters. */
export function words(text: string): Html {
  return escaped(text) as Html;
}

/** An element. Attribute values are untrusted; `true` is an attribute without value. */
export function el(name: string, attributes: Attributes, ...children: readonly Html[]): Html {
  const written = Object.entries(attributes).map(([key, value]) => {
    if (value === undefined) return '';
    return value === true ? ` ${key}` : ` ${key}="${escaped(String(value))}"`;
  });
  const start = `<${name}${written.join('')}>`;
  if (VOID_ELEMENTS.has(name)) return start as Html;
  return `${start}${children.join('')}</${name}>` as Html;
}

/** Pieces of markup one after the other. */
export function joined(pieces: readonly Html[], between = ''): Html {
  return pieces.join(escaped(between)) as Html;
}
