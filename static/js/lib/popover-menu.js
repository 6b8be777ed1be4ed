/** What menus that open beside a button have in common: their place, and the arrow keys. */

const GAP_PX = 4;

/**
 * Leads the focus from item to item.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} items
 */
export function walk(event, items) {
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const last = items.length - 1;
  const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last };
  const to = places[/** @type {keyof typeof places} */ (event.key)];
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length].focus();
}

/** @param {HTMLElement} menu @param {HTMLElement} control */
export function putBeside(menu, control) {
  const beside = control.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const fits = beside.bottom + GAP_PX + height < innerHeight;
  const top = fits ? beside.bottom + GAP_PX : Math.max(8, beside.top - height - GAP_PX);
  menu.style.setProperty("--left", `${Math.max(8, beside.right - width)}px`);
  menu.style.setProperty("--top", `${top}px`);
}
