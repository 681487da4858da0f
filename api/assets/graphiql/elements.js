// Making parts of the page. Text goes in as text, never as markup.

/** An element with attributes and content; `on…` attributes are listeners. */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...content.filter((it) => it !== null && it !== ""));
  return made;
}

/** The element of the page with that id. */
export function part(id) {
  return document.getElementById(id);
}

/** The words of the page in the reader's language, by name. */
export const words = JSON.parse(part("words").textContent);
