// Narrows the page to the operations that match what is typed; without scripts all of it is shown.

const search = document.querySelector("[data-docs-search]");
const query = document.getElementById("docs-query");
const count = document.querySelector("[data-docs-count]");
const nothing = document.querySelector("[data-docs-nothing]");
const operations = [...document.querySelectorAll("[data-docs-operation]")];
const groups = [...document.querySelectorAll("[data-docs-group]")];
const rest = [...document.querySelectorAll("[data-docs-rest]")];
const texts = new Map(operations.map((article) => [article, article.textContent.toLowerCase()]));

search.hidden = false;
query.addEventListener("input", narrow);
if (query.value) narrow();

function narrow() {
  const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operations.filter((article) => words.every((word) => texts.get(article).includes(word)));
  for (const article of operations) show(article, found.includes(article));
  for (const group of groups) {
    group.hidden = !group.querySelector("[data-docs-operation]:not([hidden])");
  }
  for (const section of rest) section.hidden = words.length > 0;
  nothing.hidden = found.length > 0;
  count.value = words.length ? `${found.length} of ${operations.length}` : "";
}

function show(article, visible) {
  article.hidden = !visible;
  const link = document.querySelector(`[data-docs-link="${article.id}"]`);
  if (link) link.hidden = !visible;
}
