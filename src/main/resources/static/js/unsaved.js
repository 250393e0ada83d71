/**
 * What a person typed into a product and has not saved yet. The browser keeps it per person, shop and product, so that it
 * outlives a reload, the way back, a closed tab and the end of the session, until it is saved or thrown away.
 */

import { chosenShop } from "./api.js";

const PREFIX = "unsaved:";
const KEPT_FOR = 30 * 86_400_000;

let owner = "";

/** Whose texts these are; what nobody came back for in a month goes. */
export function keepUnsavedOf(person) {
  owner = person;
  try {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
      if (!(read(localStorage.getItem(key))?.at > Date.now() - KEPT_FOR)) {
        localStorage.removeItem(key);
      }
    }
  } catch {
    // Without storage the texts live as long as the window.
  }
}

const keyOf = (productNo) => `${PREFIX}${JSON.stringify([owner, chosenShop() ?? "", productNo])}`;

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What was typed into a product, as {@link keepUnsaved} was given it; null when there is nothing. */
export function findUnsaved(productNo) {
  try {
    return read(localStorage.getItem(keyOf(productNo)));
  } catch {
    return null;
  }
}

/**
 * Keeps the changes of a draft, or forgets them once there are none.
 *
 * @param {string|null} etag the version they were made on
 * @param {import("./views/product/draft.js").Draft|null} draft null to forget
 */
export function keepUnsaved(productNo, etag, draft) {
  try {
    if (draft === null || draft.size === 0) {
      localStorage.removeItem(keyOf(productNo));
    } else {
      localStorage.setItem(
        keyOf(productNo),
        JSON.stringify({ at: Date.now(), etag, changes: [...draft.changes], bases: [...draft.bases], texts: [...draft.texts] }),
      );
    }
  } catch {
    // Without storage they live as long as the window.
  }
}

export const forgetUnsaved = (productNo) => keepUnsaved(productNo, null, null);

/** Calls `told` with what another tab of this person keeps of the product; answers how to stop that. */
export function onUnsavedElsewhere(productNo, told) {
  const listener = (event) => {
    const kept = event.key === keyOf(productNo) && read(event.newValue);
    if (kept) {
      told(kept);
    }
  };
  addEventListener("storage", listener);
  return () => removeEventListener("storage", listener);
}
