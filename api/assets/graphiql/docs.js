// The schema to read: what may be asked, by type and field, with everything said of it.

import { element, part, words } from "./elements.js";
import { innermost, written } from "./schema.js";

/** The most found places that are listed. */
const MOST = 100;

/** The panel that shows the schema. */
export class Docs {
  #schema;
  #trail = [];

  constructor(schema) {
    this.#schema = schema;
    part("search").disabled = false;
    part("search").addEventListener("input", () => this.#show());
    this.#show();
  }

  /** Opens a type, at one of its fields if that is named. */
  open(type, field = null) {
    part("search").value = "";
    const at = this.#trail.findIndex((it) => it === type);
    this.#trail = at < 0 ? [...this.#trail, type] : this.#trail.slice(0, at + 1);
    this.#show(field);
  }

  #show(field = null) {
    const search = part("search").value.trim();
    const type = this.#schema.type(this.#trail.at(-1));
    const content = search ? this.#found(search) : type ? this.#type(type) : this.#start();
    part("docs-content").replaceChildren(this.#path(), ...content);
    const place = field && document.getElementById(`field-${field}`);
    if (place) {
      place.classList.add("sought");
      place.scrollIntoView({ block: "center" });
    } else {
      part("docs-content").scrollTop = 0;
    }
  }

  #path() {
    const back = (count, text) =>
      element("button", { type: "button", class: "link", onclick: () => {
        part("search").value = "";
        this.#trail = this.#trail.slice(0, count);
        this.#show();
      } }, text);
    const steps = this.#trail.map((name, index) => element("li", {}, back(index + 1, name)));
    return element("nav", { "aria-label": words.path }, element("ol", { class: "path" }, element("li", {}, back(0, words.schema)), ...steps));
  }

  #start() {
    const roots = this.#schema.roots().map(([kind, name]) => element("li", {}, `${kind}: `, this.#link(name)));
    const types = this.#schema.types().filter(({ name }) => !this.#schema.roots().some(([, root]) => root === name));
    return [
      element("ul", {}, ...roots),
      element("h3", {}, words.types),
      element("ul", { class: "types" }, ...types.map(({ name }) => element("li", {}, this.#link(name)))),
    ];
  }

  #found(search) {
    const found = this.#schema.search(search, MOST);
    if (found.length === 0) return [element("p", {}, words.nothing)];
    const row = ({ type, field }) => element("li", {}, this.#link(type, field, field ? `${type}.${field}` : type));
    return [element("ul", {}, ...found.map(row))];
  }

  #type(type) {
    const sections = [
      element("h3", {}, type.name, element("small", {}, ` ${type.kind.toLowerCase().replaceAll("_", " ")}`)),
      element("p", {}, type.description ?? ""),
    ];
    const named = (title, references) => {
      if (!references?.length) return;
      const links = references.map(({ name }) => element("li", {}, this.#link(name)));
      sections.push(element("h4", {}, title), element("ul", {}, ...links));
    };
    named(words.implements, type.interfaces);
    named(words.possible, type.possibleTypes);
    const fields = type.fields ?? type.inputFields;
    if (fields?.length) sections.push(element("h4", {}, words.fields), ...fields.map((field) => this.#field(field)));
    if (type.enumValues?.length) {
      const value = (it) => [element("dt", {}, element("code", {}, it.name)), element("dd", {}, it.description ?? "")];
      sections.push(element("h4", {}, words.values), element("dl", {}, ...type.enumValues.flatMap(value)));
    }
    return sections;
  }

  #field(field) {
    const takes = (field.args ?? []).map((it) =>
      element("li", {}, element("code", {}, `${it.name}: `), this.#reference(it.type), this.#default(it), ` ${it.description ?? ""}`));
    return element("section", { id: `field-${field.name}`, class: "field" },
      element("h5", {}, element("code", {}, `${field.name}: `), this.#reference(field.type), this.#default(field)),
      element("p", {}, field.description ?? ""),
      field.isDeprecated ? element("p", { class: "deprecated" }, `${words.deprecated} ${field.deprecationReason ?? ""}`) : null,
      takes.length > 0 ? element("ul", { class: "arguments" }, ...takes) : null);
  }

  #default({ defaultValue }) {
    return defaultValue === undefined || defaultValue === null ? null : element("code", {}, ` = ${defaultValue}`);
  }

  #reference(reference) {
    return this.#link(innermost(reference), null, written(reference));
  }

  #link(type, field = null, text = type) {
    return element("button", { type: "button", class: "link", onclick: () => this.open(type, field) }, text);
  }
}
