const GAP = 4;
const TALLEST = 300;

/**
 * Lays a list over the page under its input, or above where there is more room. Where it stands in
 * the page does not matter: nothing that scrolls cuts it off.
 * @param {HTMLElement} input
 * @param {HTMLElement} list whose position is fixed
 */
export function placeBeside(input, list) {
  const box = input.getBoundingClientRect();
  const height = visualViewport?.height ?? innerHeight;
  const [above, below] = [box.top, height - box.bottom];
  const up = below < Math.min(TALLEST, list.scrollHeight) && above > below;
  list.style.left = `${box.left}px`;
  list.style.width = `${box.width}px`;
  list.style.maxHeight = `${Math.min(TALLEST, (up ? above : below) - 2 * GAP)}px`;
  list.style.top = up ? 'auto' : `${box.bottom + GAP}px`;
  list.style.bottom = up ? `${innerHeight - box.top + GAP}px` : 'auto';
}
