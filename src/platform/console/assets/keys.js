/**
 * Acts on plain keys in an input; not while characters are composed, nor with a modifier.
 * @param {HTMLElement} input
 * @param {() => Record<string, () => boolean | void>} acts what each key does now; an act returns
 *   false to leave the key to the browser
 */
export function onKeys(input, acts) {
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return;
    const act = acts()[event.key];
    if (act !== undefined && act() !== false) event.preventDefault();
  });
}
