/** Keeps what somebody has ticked and chosen while a part of a page is drawn anew. */

/**
 * @param {Element} element
 * @returns {() => void} ticks and chooses the same again in what has taken the place
 */
export function holdInput(element) {
  const ticked = [...element.querySelectorAll('input[type="checkbox"]:checked')].map(nameOf);
  const chosen = new Map([...element.querySelectorAll("select[id]")].map(choiceOf));
  return () => {
    for (const box of element.querySelectorAll('input[type="checkbox"]')) {
      /** @type {HTMLInputElement} */ (box).checked ||= ticked.includes(nameOf(box));
    }
    for (const select of element.querySelectorAll("select[id]")) choose(select, chosen.get(select.id));
  };
}

/** @param {Element} box */
function nameOf(box) {
  const { name, value } = /** @type {HTMLInputElement} */ (box);
  return `${name} ${value}`;
}

/** @param {Element} select @returns {[string, string]} */
function choiceOf(select) {
  return [select.id, /** @type {HTMLSelectElement} */ (select).value];
}

/** @param {Element} select @param {string | undefined} value */
function choose(select, value) {
  const { options } = /** @type {HTMLSelectElement} */ (select);
  const option = [...options].find((one) => one.value === value);
  if (option) option.selected = true;
}
