/** Keeps a part of a page as the server would draw it now, while somebody looks. */

import { holdInput } from "./held-input.js";
import { fetchPage } from "./pages.js";

/** @type {WeakMap<HTMLElement, string>} how the server has drawn an element last */
const drawn = new WeakMap();

/**
 * @param {HTMLElement} element is there once on its page, and holds `[data-id]` items
 * @param {number} everyMs
 * @param {() => void} [renewed] is called when it is drawn anew
 */
export function keepFresh(element, everyMs, renewed = () => {}) {
  drawn.set(element, element.innerHTML);
  const refresh = async () => !document.hidden && (await renew(element)) && renewed();
  setInterval(refresh, everyMs);
  document.addEventListener("visibilitychange", refresh);
  addEventListener("pageshow", (event) => event.persisted && refresh());
}

/**
 * Draws a part of the page as the server would draw it now.
 *
 * @param {HTMLElement} element is there once on its page
 * @returns {Promise<boolean>} whether that is another picture than the server's last one
 */
export async function renew(element) {
  const fresh = element.isConnected && (await fetchPart(element.localName));
  if (!fresh || fresh.innerHTML === drawn.get(element)) return false;
  drawn.set(element, fresh.innerHTML);
  swap(element, fresh);
  return true;
}

/** @param {string} name @returns {Promise<Element | null>} */
async function fetchPart(name) {
  try {
    const { url, page } = await fetchPage(location.href);
    if (new URL(url).pathname !== location.pathname) location.reload();
    return page.querySelector(name);
  } catch {
    // Offline: what is shown stays, and the next round tries again.
    return null;
  }
}

/**
 * What somebody has opened, ticked and chosen stays so, and the focus stays where it is.
 *
 * @param {HTMLElement} element
 * @param {Element} fresh
 */
function swap(element, fresh) {
  const focused = document.activeElement?.closest("[data-id]")?.getAttribute("data-id");
  const opened = [...element.querySelectorAll("[data-id] details[open]")];
  const held = element.contains(document.activeElement) ? (document.activeElement?.id ?? "") : "";
  const holdAgain = holdInput(element);
  const ids = opened.map((details) => details.closest("[data-id]")?.getAttribute("data-id") ?? "");
  element.replaceChildren(...document.importNode(fresh, true).childNodes);
  for (const id of ids) {
    element.querySelector(`[data-id="${CSS.escape(id)}"] details`)?.setAttribute("open", "");
  }
  holdAgain();
  const again = held && document.getElementById(held);
  if (again) return again.focus();
  if (!focused) return;
  /** @type {HTMLElement | null} */ (element.querySelector(`[data-id="${CSS.escape(focused)}"] a`))?.focus();
}
