/**
 * A person's unsaved corrections of one product. `undefined` means untouched, `null` means back to the mapped value,
 * `""` means emptied: the words of JSON Merge Patch.
 */

export const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export class Draft extends EventTarget {
  constructor(detail) {
    super();
    this.detail = detail;
    this.changes = new Map();
    this.texts = new Map();
    this.bases = new Map();
  }

  static key(field, skuNo = "") {
    return `${skuNo}\u0000${field}`;
  }

  /** The product as the server has it now. */
  saved(field, skuNo = "") {
    const holder = skuNo ? this.detail.skus[skuNo]?.values : this.detail.values;
    return field === "send_as_draft" ? this.detail.sendAsDraft : holder?.[field];
  }

  /** The edit that the server holds for the field. */
  edit(field, skuNo = "") {
    return this.detail.edits.find((edit) => edit.field === field && edit.skuNo === skuNo) ?? null;
  }

  /** The mapped value: what counts when nobody corrects the field. */
  mapped(field, skuNo = "") {
    const edit = this.edit(field, skuNo);
    return edit ? (edit.mapped ?? undefined) : this.saved(field, skuNo);
  }

  /** What the server had when the person began to change the field. */
  base(field, skuNo = "") {
    const key = Draft.key(field, skuNo);
    return this.bases.has(key) ? this.bases.get(key) : this.saved(field, skuNo);
  }

  begin(field, skuNo) {
    const key = Draft.key(field, skuNo);
    if (!this.bases.has(key)) {
      this.bases.set(key, this.saved(field, skuNo));
    }
  }

  /** What the field will hold once the change is saved. */
  wanted({ field, skuNo, value }) {
    return value === null ? this.mapped(field, skuNo) : value;
  }

  /** Puts back what was kept of an earlier window, or what another tab has; what is typed here now stays. */
  restore({ changes = [], bases = [], texts = [] }) {
    bases.forEach(([key, base]) => this.bases.has(key) || this.bases.set(key, base ?? undefined));
    changes.forEach(([key, value]) => this.changes.set(key, value));
    texts.forEach(([key, text]) => this.texts.set(key, text));
  }

  /** Takes the product as it is now. Changes stay, but for those that somebody, perhaps this person, saved meanwhile. */
  follow(detail) {
    this.detail = detail;
    for (const change of this.list()) {
      const { field, skuNo } = change;
      const now = this.saved(field, skuNo);
      if (!same(this.base(field, skuNo), now) && same(this.wanted(change), now)) {
        this.changes.delete(Draft.key(field, skuNo));
        this.bases.delete(Draft.key(field, skuNo));
      }
    }
    this.tell(null, "");
  }

  /** The changes of fields whose saved value is another one than when they were begun. */
  clashes() {
    return this.list().filter((change) => {
      const now = this.saved(change.field, change.skuNo);
      return !same(this.base(change.field, change.skuNo), now) && !same(this.wanted(change), now);
    });
  }

  /** What the person sees now. */
  value(field, skuNo = "") {
    const key = Draft.key(field, skuNo);
    if (!this.changes.has(key)) {
      return this.saved(field, skuNo);
    }
    const change = this.changes.get(key);
    return change === null ? this.mapped(field, skuNo) : change;
  }

  touched(field, skuNo = "") {
    return this.changes.has(Draft.key(field, skuNo)) || this.unreadOf(field, skuNo).length > 0;
  }

  /**
   * Keeps a text that cannot be read as the field's value. It counts as a change that is not saved, and nothing is saved while it
   * stands there.
   *
   * @param {string} part of a field that has several inputs
   */
  refuse(field, text, skuNo = "", part = "") {
    this.begin(field, skuNo);
    if (part === "") {
      this.changes.delete(Draft.key(field, skuNo));
    }
    this.texts.set(`${Draft.key(field, skuNo)}\u0000${part}`, text);
    this.tell(field, skuNo);
  }

  /** The text that could not be read, if there is one. */
  unread(field, skuNo = "", part = "") {
    return this.texts.get(`${Draft.key(field, skuNo)}\u0000${part}`) ?? null;
  }

  /** The parts of a field whose text could not be read. */
  unreadOf(field, skuNo = "") {
    return this.unreadList().filter((each) => each.field === field && each.skuNo === skuNo);
  }

  /** Everything that could not be read, as `{field, skuNo, part, text}`. */
  unreadList() {
    return [...this.texts].map(([key, text]) => {
      const [skuNo, field, part] = key.split("\u0000");
      return { field, skuNo, part, text };
    });
  }

  /** A text of one part can be read now. */
  readable(field, skuNo = "", part = "") {
    this.texts.delete(`${Draft.key(field, skuNo)}\u0000${part}`);
  }

  dropTexts(field, skuNo) {
    this.unreadOf(field, skuNo).forEach(({ part }) => this.readable(field, skuNo, part));
  }

  /** Whether the field holds, or will hold, a person's value. */
  byPerson(field, skuNo = "") {
    const key = Draft.key(field, skuNo);
    return this.changes.has(key) ? this.changes.get(key) !== null : this.edit(field, skuNo) !== null;
  }

  set(field, value, skuNo = "") {
    const key = Draft.key(field, skuNo);
    this.readable(field, skuNo);
    if (same(value, this.saved(field, skuNo)) || (value === "" && this.saved(field, skuNo) === undefined)) {
      this.changes.delete(key);
      this.bases.delete(key);
    } else {
      this.begin(field, skuNo);
      this.changes.set(key, value);
    }
    this.tell(field, skuNo);
  }

  /** Keeps the value as it is but settles futureshopの値も変わりました. */
  keep(field, skuNo = "") {
    this.dropTexts(field, skuNo);
    this.begin(field, skuNo);
    this.changes.set(Draft.key(field, skuNo), this.saved(field, skuNo) ?? "");
    this.tell(field, skuNo);
  }

  /** Back to the mapped value. */
  revert(field, skuNo = "") {
    const key = Draft.key(field, skuNo);
    this.dropTexts(field, skuNo);
    if (this.edit(field, skuNo)) {
      this.begin(field, skuNo);
      this.changes.set(key, null);
    } else {
      this.changes.delete(key);
      this.bases.delete(key);
    }
    this.tell(field, skuNo);
  }

  /** Forgets a change that was not saved. */
  forget(field, skuNo = "") {
    this.dropTexts(field, skuNo);
    this.changes.delete(Draft.key(field, skuNo));
    this.bases.delete(Draft.key(field, skuNo));
    this.tell(field, skuNo);
  }

  clear() {
    this.changes.clear();
    this.texts.clear();
    this.bases.clear();
    this.tell(null, "");
  }

  /** How many fields differ from what is saved, those with a text that cannot be read included. */
  get size() {
    const fields = new Set(this.changes.keys());
    this.unreadList().forEach(({ field, skuNo }) => fields.add(Draft.key(field, skuNo)));
    return fields.size;
  }

  /** The changes as `{field, skuNo, value}`. */
  list() {
    return [...this.changes].map(([key, value]) => {
      const [skuNo, field] = key.split("\u0000");
      return { field, skuNo, value };
    });
  }

  /** The same as a JSON Merge Patch. */
  patch() {
    const patch = {};
    for (const { field, skuNo, value } of this.list()) {
      if (skuNo) {
        patch.skus ??= {};
        patch.skus[skuNo] ??= {};
        patch.skus[skuNo][field] = value;
      } else {
        patch[field] = value;
      }
    }
    return patch;
  }

  tell(field, skuNo) {
    this.dispatchEvent(new CustomEvent("change", { detail: { field, skuNo } }));
  }
}
