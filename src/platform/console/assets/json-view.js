import { el } from './dom.js';

const TOKEN =
  /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * @param {string} token
 * @param {string | undefined} colon
 */
function kindOf(token, colon) {
  if (colon !== undefined) return 'key';
  return token.startsWith('"') ? 'string' : 'literal';
}

/**
 * JSON as text nodes and coloured spans.
 * @param {string} json
 */
export function colouredJson(json) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of json.matchAll(TOKEN)) {
    const [whole, quoted, colon] = match;
    const token = quoted ?? whole;
    fragment.append(
      json.slice(end, match.index),
      el('span', { class: `json-${kindOf(token, colon)}` }, token),
    );
    if (colon !== undefined) fragment.append(colon);
    end = match.index + whole.length;
  }
  fragment.append(json.slice(end));
  return fragment;
}
