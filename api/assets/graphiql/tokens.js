// A document as a row of tokens: for colours, for laying it out, and for knowing where the cursor stands.

const PATTERN = /(?<space>[\s\uFEFF]+)|(?<comma>,)|(?<comment>#[^\n\r]*)|(?<string>"""(?:\\"""|[^])*?(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?)|(?<spread>\.\.\.)|(?<variable>\$[_A-Za-z]?\w*)|(?<directive>@[_A-Za-z]?\w*)|(?<number>-?\d[\w.+-]*)|(?<name>[_A-Za-z]\w*)|(?<mark>[!&|=:(){}[\]])|(?<other>[^])/g;

/** The tokens of a text, white space and comments included: each with kind, text, start and end. */
export function tokens(text) {
  const found = [];
  for (const match of text.matchAll(PATTERN)) {
    const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    found.push({ kind, text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** The tokens that mean something. */
export function meaningful(text) {
  return tokens(text).filter(({ kind }) => !["space", "comma", "comment"].includes(kind));
}

/** The operations of a document: type, name (or null), and where each stands in the text. */
export function operations(text) {
  const found = [];
  let depth = 0;
  let current = null;
  for (const token of meaningful(text)) {
    if (depth === 0 && current === null) {
      const type = token.text === "{" ? "query" : token.text;
      current = { type, name: null, start: token.start, end: text.length, named: token.text === "{" };
    } else if (current && !current.named) {
      current.named = true;
      if (token.kind === "name") current.name = token.text;
    }
    if ("({[".includes(token.text)) depth += 1;
    if (")}]".includes(token.text)) depth = Math.max(0, depth - 1);
    if (depth === 0 && token.text === "}") {
      found.push({ ...current, end: token.end });
      current = null;
    }
  }
  if (current) found.push(current);
  return found.filter(({ type }) => ["query", "mutation", "subscription"].includes(type));
}

/** The document laid out: a field a line, two spaces a level. What is inside round brackets stays on its line. */
export function laidOut(text) {
  let out = "";
  let depth = 0;
  let round = 0;
  let last = null;
  const line = () => {
    out = `${out.trimEnd()}\n${"  ".repeat(depth)}`;
  };
  for (const token of tokens(text).filter(({ kind }) => kind !== "space")) {
    if (token.kind === "comment") {
      if (out !== "") line();
      out += token.text.trimEnd();
    } else if (token.kind === "comma") {
      if (round > 0) out += ",";
      continue;
    } else if (token.text === "{" && round === 0) {
      depth += 1;
      out = `${out.trimEnd()}${out.trim() === "" || out.endsWith("\n") ? "" : " "}{`;
      line();
    } else if (token.text === "}" && round === 0) {
      depth = Math.max(0, depth - 1);
      line();
      out += "}";
      if (depth === 0) out += "\n\n";
      else line();
    } else {
      if (last?.kind === "comment" || (round === 0 && depth > 0 && startsField(token, last))) line();
      else if (spaced(token, last) && !/(^|\s)$/.test(out)) out += " ";
      out += token.text;
    }
    if (token.text === "(") round += 1;
    if (token.text === ")") round = Math.max(0, round - 1);
    last = token;
  }
  return `${out.trim()}\n`;
}

function startsField(token, last) {
  if (last === null || last.text === "{" || last.text === ":") return false;
  if (token.kind === "spread") return true;
  if (token.kind !== "name") return false;
  return last.kind !== "spread" && !(last.text === "on" && token.kind === "name");
}

function spaced(token, last) {
  if (last === null || token.text === "(" || token.text === ")" || token.text === ":" || token.text === "!") return false;
  if (token.text === "]" || last.text === "(" || last.text === "[" || last.kind === "spread") return token.text === "on";
  return last.text !== "{" || token.text !== "}";
}
