import { fill, h } from "../dom.js";
import { t } from "../words.js";
export function open(root) { fill(root, h("h1", {}, t("menu.authorization"))); return { update: () => {} }; }
