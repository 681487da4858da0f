// The field in which a document is written: colours behind the text, and a list of what could stand at the cursor.

import { completions } from "./completion.js";
import { element, part } from "./elements.js";
import { tokens } from "./tokens.js";

/** The field for the document. */
export class Editor {
  #field = part("document");
  #colours = part("colours");
  #list = part("completions");
  #offer = null;
  /** The schema to complete from; nothing is offered without one. */
  schema = null;

  constructor(changed) {
    this.#field.addEventListener("input", (event) => {
      this.#paint();
      changed();
      this.#complete(event.inputType?.startsWith("insertText") && /[\w$@{(\s]/.test(event.data ?? "") && event.data.trim() !== "");
    });
    this.#field.addEventListener("scroll", () => this.#follow());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#field.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const index = [...this.#list.children].indexOf(event.target.closest("li"));
      if (index >= 0) this.#take(index);
    });
  }

  /** The text. */
  get text() {
    return this.#field.value;
  }

  /** The place of the cursor in the text. */
  get cursor() {
    return this.#field.selectionStart;
  }

  /** Puts another text in the field. */
  write(text) {
    this.#field.value = text;
    this.#paint();
  }

  #paint() {
    const painted = tokens(this.text).map(({ kind, text }) =>
      kind === "space" || kind === "other" ? text : element("span", { class: `token-${kind}` }, text));
    // The last line break would fall away without something after it.
    this.#colours.replaceChildren(...painted, "\n");
    this.#follow();
  }

  #follow() {
    this.#colours.scrollTop = this.#field.scrollTop;
    this.#colours.scrollLeft = this.#field.scrollLeft;
  }

  #key(event) {
    if (event.ctrlKey && event.code === "Space") {
      event.preventDefault();
      this.#complete(true);
    } else if (this.#offer && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const count = this.#offer.found.length;
      this.#choose((this.#offer.chosen + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (this.#offer && event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.#take(this.#offer.chosen);
    } else if (this.#offer && event.key === "Escape") {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.#newLine();
    }
  }

  #newLine() {
    const before = this.text.slice(0, this.cursor);
    const indent = before.slice(before.lastIndexOf("\n") + 1).match(/^ */)[0];
    this.#insert(`\n${indent}${/[{([]\s*$/.test(before) ? "  " : ""}`);
  }

  /** Writes at the cursor in a way that can be undone. */
  #insert(text) {
    document.execCommand("insertText", false, text);
  }

  #complete(wanted) {
    if (!this.schema || !wanted) return this.#close();
    const { from, found } = completions(this.schema, this.text, this.cursor);
    if (found.length === 0) return this.#close();
    this.#offer = { from, found, chosen: 0 };
    const row = ({ name, about }, index) =>
      element("li", { role: "option", id: `completion-${index}`, title: about ?? "" },
        element("code", {}, name), element("span", {}, ` ${about ?? ""}`));
    this.#list.replaceChildren(...found.map(row));
    this.#list.hidden = false;
    this.#field.setAttribute("aria-expanded", "true");
    this.#choose(0);
  }

  #choose(index) {
    this.#offer.chosen = index;
    for (const [place, row] of [...this.#list.children].entries()) row.setAttribute("aria-selected", place === index);
    this.#field.setAttribute("aria-activedescendant", `completion-${index}`);
    this.#list.children[index].scrollIntoView({ block: "nearest" });
  }

  #take(index) {
    const { from, found } = this.#offer;
    this.#close();
    this.#field.setSelectionRange(from, this.cursor);
    this.#insert(found[index].name);
    this.#close();
  }

  #close() {
    this.#offer = null;
    this.#list.hidden = true;
    this.#field.setAttribute("aria-expanded", "false");
    this.#field.removeAttribute("aria-activedescendant");
  }
}
