/** A start tag. */
export interface Tag {
  /** As it is written, with its prefix. */
  readonly name: string;
  /** What stands between its name and its end, as it is written. */
  readonly attributes: string;
  /** 0 for the root. */
  readonly depth: number;
}

export interface Outline {
  /** The first tag's name without its prefix, in lower case; undefined when there is none. */
  readonly root: string | undefined;
  /** The name in a DOCTYPE, in lower case. */
  readonly doctype: string | undefined;
  /** Whether it declares a document type, an entity or the like. */
  readonly declares: boolean;
  /** Whether its root ends. */
  readonly isWhole: boolean;
  readonly isTooDeep: boolean;
}

const NAME = /[^\s/>]+/y;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

/** Where text ends that `mark` closes; the text's end when nothing does. */
function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
}

/** Finds the `>` of a tag; one inside a quoted value is none. Takes time with the length of the text. */
function createTagEnds(text: string): (from: number) => number {
  const unclosed = new Set<string>();
  return (from) => {
    for (let at = from; at < text.length; at += 1) {
      const character = text[at] as string;
      if (character === '>') return at;
      const isQuote = character === '"' || character === "'";
      if (!isQuote || text[at - 1] !== '=' || unclosed.has(character)) continue;
      const close = text.indexOf(character, at + 1);
      if (close === -1) unclosed.add(character);
      else at = close;
    }
    return text.length;
  };
}

/**
 * Goes once through XML, or what wants to be, without building anything: what has to be known of it before
 * a parser may see it. End tags that are missing are forgiven, as feeds with HTML in them need.
 * @param mostDeep elements within elements; one more ends the walk
 */
export function outlineOf(text: string, mostDeep: number, visit?: (tag: Tag) => void): Outline {
  const open: string[] = [];
  const tagEnd = createTagEnds(text);
  let root: string | undefined;
  let doctype: string | undefined;
  let declares = false;
  let isWhole = false;
  let isTooDeep = false;
  let at = text.indexOf('<');

  function close(name: string): void {
    const index = open.lastIndexOf(name);
    if (index !== -1) open.length = index;
    if (index === 0) isWhole = true;
  }

  function start(): number {
    NAME.lastIndex = at + 1;
    const name = NAME.exec(text)?.[0] ?? '';
    const end = tagEnd(at + 1 + name.length);
    root ??= localName(name);
    const isEmpty = text[end - 1] === '/';
    visit?.({ name, attributes: text.slice(at + 1 + name.length, end), depth: open.length });
    open.push(name);
    if (isEmpty) close(name);
    else if (open.length > mostDeep) isTooDeep = true;
    return end + 1;
  }

  while (at !== -1 && at < text.length && !isTooDeep) {
    const next = text[at + 1] ?? '';
    let end = at + 1;
    if (text.startsWith('<!--', at)) end = after(text, '-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) end = after(text, ']]>', at);
    else if (next === '?') end = after(text, '?>', at);
    else if (next === '!') {
      declares = true;
      doctype ??= /^<!doctype\s+([^\s>[]{1,80})/i
        .exec(text.slice(at, at + 120))?.[1]
        ?.toLowerCase();
    } else if (next === '/') {
      end = after(text, '>', at);
      close(text.slice(at + 2, end - 1).trim());
    } else if (/[^\s<>=\d]/.test(next)) end = start();
    at = text.indexOf('<', end);
  }
  return { root, doctype, declares, isWhole, isTooDeep };
}
