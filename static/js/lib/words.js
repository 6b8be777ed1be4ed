/**
 * Says sentences in the language of the page. Write them in English, whole, as literals: they are
 * the keys of the catalogue.
 */

/** The code of the page's language, for `Intl`. */
export const language = document.documentElement.lang || "en";

const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

/**
 * What a script before all modules has put there; English needs none.
 *
 * @type {Record<string, string | Record<string, string>>}
 */
const catalogue = /** @type {any} */ (globalThis).auxcordWords ?? {};

/**
 * @param {string} sentence with places such as `{title}`
 * @param {Record<string, string | number>} [values] what stands in the places
 */
export function t(sentence, values = {}) {
  return fill(/** @type {string} */ (catalogue[sentence] ?? sentence), values);
}

/**
 * @param {string} one the sentence for exactly one
 * @param {string} many the sentence for any other number
 * @param {number} n fills `{n}`, too
 * @param {Record<string, string | number>} [values]
 */
export function tn(one, many, n, values = {}) {
  const forms = /** @type {Record<string, string>} */ (catalogue[one] ?? { one, other: many });
  return fill(forms[plurals.select(n)] ?? forms.other, { n, ...values });
}

/** @param {string} sentence @param {Record<string, string | number>} values */
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => shown(values[name] ?? place));
}

/** @param {string | number} value */
function shown(value) {
  return typeof value === "number" ? numbers.format(value) : value;
}
