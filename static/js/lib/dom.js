/** Finds and patches parts of the page; text goes in as text, never as markup. */

/**
 * The part of a widget that bears `data-part`.
 *
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} name
 * @returns {T}
 */
export function part(root, name) {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!found) throw new Error(`missing part ${name}`);
  return /** @type {T} */ (found);
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} name
 * @returns {T[]}
 */
export function parts(root, name) {
  return /** @type {T[]} */ ([...root.querySelectorAll(`[data-part="${name}"]`)]);
}

/** @type {WeakMap<Element, Record<string, HTMLElement>>} */
const known = new WeakMap();

/**
 * All parts of an element by name, itself included, looked up once: for rows, of which there are
 * many, and whose parts never change.
 *
 * @param {Element} root
 * @returns {Record<string, any>}
 */
export function anatomy(root) {
  const before = known.get(root);
  if (before) return before;
  /** @type {Record<string, HTMLElement>} */
  const found = {};
  for (const element of [root, ...root.querySelectorAll("[data-part]")]) {
    found[/** @type {HTMLElement} */ (element).dataset.part ?? ""] ??= /** @type {HTMLElement} */ (element);
  }
  known.set(root, found);
  return found;
}

/** @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Element} element @param {string} name @param {string | null | undefined} value */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * A copy of what a `<template data-part="…">` holds.
 *
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement}
 */
export function stamp(root, name = "template") {
  const template = /** @type {HTMLTemplateElement} */ (part(root, name));
  // Imported rather than cloned, so that widgets inside wake before they are put into the page.
  const copy = document.importNode(/** @type {Element} */ (template.content.firstElementChild), true);
  return /** @type {HTMLElement} */ (copy);
}

/**
 * Makes the children of `list` follow `items`, keeping elements by key, and the focus where it is.
 *
 * @template T
 * @param {Element} list
 * @param {T[]} items
 * @param {(item: T) => string} key
 * @param {() => HTMLElement} create
 * @param {(element: HTMLElement, item: T, index: number) => void} update
 */
export function follow(list, items, key, create, update) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const keys = new Set(items.map(key));
  const old = new Map();
  for (const child of [...list.children]) {
    const id = child.getAttribute("data-id");
    if (id && keys.has(id)) old.set(id, child);
    else child.remove();
  }
  let next = list.firstElementChild;
  items.forEach((item, index) => {
    const found = old.get(key(item));
    const element = /** @type {HTMLElement} */ (found ?? create());
    if (!found) element.dataset.id = key(item);
    update(element, item, index);
    if (element === next) next = next.nextElementSibling;
    else list.insertBefore(element, next);
  });
  if (focused?.isConnected && focused !== document.activeElement) focused.focus();
}

/** Says whether somebody is writing, so that single keys mean letters. */
export function isWriting() {
  const element = document.activeElement;
  return Boolean(
    element?.matches('textarea, select, [contenteditable]:not([contenteditable="false"])') ||
      element?.matches('input:not([type="range"], [type="radio"], [type="checkbox"], [type="button"])'),
  );
}
