/** Narrows the reference to the operations that match what is typed, and lets people try them. */

import "./widgets/try-operation.js";

const all = (selector) => [...document.querySelectorAll(selector)];

const search = document.querySelector("[data-docs-search]");
const query = document.getElementById("docs-query");
const count = document.querySelector("[data-docs-count]");
const nothing = document.querySelector("[data-docs-nothing]");
const operations = all("[data-docs-operation]");
const links = new Map(all("[data-docs-link]").map((link) => [link.dataset.docsLink, link]));
const texts = new Map(operations.map((article) => [article, article.textContent.toLowerCase()]));

search.hidden = false;
query.addEventListener("input", narrow);
addEventListener("hashchange", openTarget);
openTarget();
if (query.value) narrow();

function narrow() {
  const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operations.filter((article) => words.every((word) => texts.get(article).includes(word)));
  for (const article of operations) show(article, found.includes(article));
  // From the innermost out, so that each sees what is left of those within it.
  for (const group of all("[data-docs-group]").reverse()) {
    group.hidden = !group.querySelector(":is([data-docs-operation], [data-docs-link]):not([hidden])");
  }
  for (const section of all("[data-docs-rest]")) section.hidden = words.length > 0;
  for (const list of all(".docs-nav details")) list.open = words.length > 0;
  nothing.hidden = found.length > 0;
  count.value = words.length ? `${found.length} / ${operations.length}` : "";
}

/** @param {HTMLElement} article @param {boolean} visible */
function show(article, visible) {
  article.hidden = !visible;
  links.get(article.id).hidden = !visible;
}

/** Opens what an address within the page leads into, and its place in the contents. */
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const places = [target, links.get(target?.id)];
  for (const list of places.map((place) => place?.closest("details"))) if (list) list.open = true;
}
