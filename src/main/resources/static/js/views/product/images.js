/** The pictures: their order by drag or by keys, and which of them are left out. */

import { button, fill, h, icon } from "../../dom.js";
import { limitOf } from "../../fields.js";
import { picture } from "../../parts/picture.js";
import { t } from "../../words.js";
import { row } from "./fields.js";
import { same } from "./draft.js";

const most = () => limitOf("images", "entries").most;

export function imagesField(about) {
  const { draft, field } = about;
  const host = h("div");
  let dragged = null;

  const current = () => draft.value(field) || [];

  function put(images, focusOn = null) {
    const mapped = draft.mapped(field);
    if (same(images, mapped) && draft.edit(field)) {
      draft.revert(field);
    } else {
      draft.set(field, images);
    }
    if (focusOn !== null) {
      host.querySelectorAll(".shot-list > li")[focusOn]?.querySelector("button:not([disabled])")?.focus();
    }
  }

  function move(from, to) {
    const images = [...current()];
    if (to < 0 || to >= images.length || from === to) {
      return;
    }
    images.splice(to, 0, ...images.splice(from, 1));
    put(images, to);
  }

  function draw() {
    const images = current();
    const left = leftOut(images);
    fill(
      host,
      h(
        "ol",
        { class: "shot-list", "aria-label": t("images.list") },
        images.map((image, index) =>
          h(
            "li",
            {
              class: "shot",
              draggable: "true",
              on: {
                dragstart: (event) => {
                  dragged = index;
                  event.dataTransfer.effectAllowed = "move";
                  event.dataTransfer.setData("text/plain", String(index));
                },
                dragover: (event) => {
                  if (dragged !== null) {
                    event.preventDefault();
                  }
                },
                drop: (event) => {
                  event.preventDefault();
                  if (dragged !== null) {
                    move(dragged, index);
                  }
                  dragged = null;
                },
                dragend: () => {
                  dragged = null;
                },
                keydown: (event) => {
                  if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
                    event.preventDefault();
                    move(index, index + (event.key === "ArrowLeft" ? -1 : 1));
                  }
                },
              },
            },
            h("span", { class: "shot-number" }, index === 0 ? t("images.main") : index + 1),
            picture(image.url, "large", t("images.nth", { n: index + 1 })),
            h(
              "span",
              { class: "shot-tools" },
              h("button", { type: "button", class: "button plain square small", disabled: index === 0, "aria-label": t("images.earlier", { n: index + 1 }), on: { click: () => move(index, index - 1) } }, icon("left")),
              h("button", { type: "button", class: "button plain square small", disabled: index === images.length - 1, "aria-label": t("images.later", { n: index + 1 }), on: { click: () => move(index, index + 1) } }, icon("right")),
              h("button", { type: "button", class: "button plain square small", "aria-label": t("images.leave-out", { n: index + 1 }), on: { click: () => put(images.filter((_, each) => each !== index)) } }, icon("close")),
            ),
          ),
        ),
      ),
      h("p", { class: "muted" }, t("images.hint", { n: images.length, most: most() })),
      left.length > 0 && [
        h("p", { class: "half-title" }, t("images.left-out")),
        h(
          "ul",
          { class: "shot-list" },
          left.map((image, index) =>
            h(
              "li",
              { class: "shot out" },
              picture(image.url, "large", ""),
              button(t("images.put-back"), { look: "small", "aria-label": t("images.put-back-nth", { n: index + 1 }), disabled: images.length >= most(), on: { click: () => put([...images, image]) } }),
            ),
          ),
        ),
      ],
    );
  }

  function leftOut(images) {
    const used = new Set(images.map((image) => image.url));
    return (draft.mapped(field) ?? []).filter((image) => !used.has(image.url));
  }

  draft.addEventListener("change", (event) => (event.detail.field === null || event.detail.field === field) && draw());
  draw();
  return row({ ...about, control: host });
}
