// What could stand at the cursor: found by walking the tokens before it along the schema.

import { meaningful } from "./tokens.js";
import { innermost, written } from "./schema.js";

const KEYWORDS = ["query", "mutation", "subscription", "fragment"];

/**
 * What may be written at a place of the text: where the word begun there starts, and what it may become, each with
 * the name and what is said of it.
 */
export function completions(schema, text, at) {
  const before = meaningful(text.slice(0, at));
  const last = before.at(-1);
  const begun = last && last.end === at && ["name", "variable", "directive"].includes(last.kind) ? before.pop() : null;
  const word = begun?.text ?? "";
  const place = walk(schema, before);
  const all = candidates(schema, place, before.at(-1), word, text);
  const starts = (it) => it.name.toLowerCase().startsWith(word.toLowerCase()) && it.name !== word;
  return { from: begun?.start ?? at, found: all.filter(starts).slice(0, 60) };
}

/** The brackets that are open at the end of the tokens, each with what it stands for in the schema. */
function walk(schema, before) {
  const open = [];
  let root = null;
  let next = null;
  for (const [index, token] of before.entries()) {
    const frame = open.at(-1);
    const previous = before[index - 1];
    if (token.text === "{" || token.text === "(" || token.text === "[") {
      open.push(opened(schema, token.text, frame, root ?? schema.root("query"), next));
      next = null;
    } else if (token.text === "}" || token.text === ")" || token.text === "]") {
      // Behind the arguments of a field its own selection may follow.
      next = open.pop()?.field ?? null;
      if (open.length === 0 && token.text === "}") root = null;
    } else if (token.kind === "directive") {
      next = { takes: schema.directives.find(({ name }) => `@${name}` === token.text)?.args };
    } else if (token.kind !== "name") {
      continue;
    } else if (previous?.text === "on" && (!frame || frame.kind === "selection")) {
      next = { type: schema.type(token.text) };
      if (!frame) root = next.type;
    } else if (!frame) {
      root = schema.root(token.text) ?? root;
    } else if (frame.kind === "selection" && previous?.kind !== "spread") {
      const field = schema.field(frame.type, token.text);
      next = field ? { type: schema.type(innermost(field.type)), takes: field.args } : null;
    } else if (frame.kind === "values" && before[index + 1]?.text === ":") {
      frame.current = frame.takes?.find(({ name }) => name === token.text) ?? null;
      frame.given.add(token.text);
    }
  }
  return { frame: open.at(-1) ?? null, top: open.length === 0 && root === null };
}

function opened(schema, bracket, frame, root, next) {
  const values = (takes) => ({ kind: "values", takes, given: new Set(), current: null });
  if (!frame) return bracket === "{" ? { kind: "selection", type: root } : { kind: "variables" };
  if (bracket === "(") return { ...values(next?.takes ?? []), field: next };
  if (bracket === "[") return { ...values([]), current: frame.current ?? null };
  if (frame.kind === "selection") return { kind: "selection", type: next?.type ?? frame.type };
  return values(schema.type(innermost(frame.current?.type))?.inputFields ?? []);
}

function candidates(schema, { frame, top }, previous, word, text) {
  const plain = (names) => names.map((name) => ({ name, about: "" }));
  if (word.startsWith("@")) return schema.directives.map((it) => ({ name: `@${it.name}`, about: it.description }));
  if (word.startsWith("$")) return plain([...new Set(text.match(/\$\w+/g) ?? [])]);
  if (previous?.text === "on") return plain(frame ? schema.possible(frame.type) : schema.types().map(({ name }) => name));
  if (!frame) return top ? plain(KEYWORDS) : [];
  if (frame.kind === "variables") {
    const input = ({ kind }) => ["SCALAR", "ENUM", "INPUT_OBJECT"].includes(kind);
    return previous?.text === ":" ? plain(schema.types().filter(input).map(({ name }) => name)) : [];
  }
  if (frame.kind === "selection") {
    if (previous?.kind === "spread") {
      return plain(["on", ...[...text.matchAll(/\bfragment\s+(\w+)/g)].map((match) => match[1])]);
    }
    const fields = (frame.type?.fields ?? []).map((it) => ({
      name: it.name,
      about: `${written(it.type)} ${it.description ?? ""}`,
    }));
    return [...fields, ...plain(["__typename"])];
  }
  const valued = previous?.text === ":" || previous?.text === "[";
  if (valued) {
    const type = schema.type(innermost(frame.current?.type));
    const values = (type?.enumValues ?? []).map((it) => ({ name: it.name, about: it.description }));
    return type?.name === "Boolean" ? plain(["true", "false"]) : values;
  }
  const left = (frame.takes ?? []).filter(({ name }) => !frame.given.has(name));
  return left.map((it) => ({ name: it.name, about: `${written(it.type)} ${it.description ?? ""}` }));
}
