/**
 * Says sentences in the language of the page. Write them in English, whole, as literals: they are
 * the keys of the catalogue.
 */

/** @type {Record<string, string | string[]>} */
const catalogue = {};

/**
 * @param {string} sentence with places such as `{title}`
 * @param {Record<string, string | number>} [values] what stands in the places
 */
export function t(sentence, values = {}) {
  return fill(String(catalogue[sentence] ?? sentence), values);
}

/**
 * @param {string} one the sentence for exactly one
 * @param {string} many the sentence for any other number
 * @param {number} n fills `{n}`, too
 * @param {Record<string, string | number>} [values]
 */
export function tn(one, many, n, values = {}) {
  const [forOne, forMany] = catalogue[one] ?? [one, many];
  return fill(n === 1 ? forOne : forMany, { n, ...values });
}

/** @param {string} sentence @param {Record<string, string | number>} values */
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
