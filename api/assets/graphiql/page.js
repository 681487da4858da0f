// The page for trying out the schema: a document with variables and headers, its answer, and the schema to read.

import { Docs } from "./docs.js";
import { Editor } from "./editor.js";
import { part, words } from "./elements.js";
import { INTROSPECTION, Schema } from "./schema.js";
import { laidOut, operations } from "./tokens.js";
import { ask, follow } from "./transport.js";

/** What is kept while the browser is open; headers never are: a token stands in them. */
const KEPT = ["document", "variables"];

let stop = null;

const editor = new Editor(keep);

/** The object written in one of the fields; nothing written is an empty one. */
function written(id) {
  const text = part(id).value.trim();
  try {
    const value = text === "" ? {} : JSON.parse(text);
    if (value === null || typeof value !== "object" || Array.isArray(value)) throw new TypeError(words["no-object"]);
    part(id).removeAttribute("aria-invalid");
    return value;
  } catch (error) {
    part(id).setAttribute("aria-invalid", "true");
    throw new Error(`${words[id]}: ${error.message}`);
  }
}

/** The operation in which the cursor stands, or else the first. */
function chosen() {
  const all = operations(editor.text);
  return all.find(({ start, end }) => start <= editor.cursor && editor.cursor <= end) ?? all[0] ?? null;
}

function show(text, status) {
  part("answer").textContent = text;
  part("status").textContent = status;
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function running(now) {
  part("run").textContent = now ? words.stop : words.run;
  document.body.classList.toggle("running", now);
}

async function run() {
  if (stop) return stop();
  try {
    const operation = chosen();
    const request = { query: editor.text, variables: written("variables"), operationName: operation?.name ?? undefined };
    const headers = written("headers");
    if (operation?.type === "subscription") return listen(request, headers);
    const abort = new AbortController();
    stop = () => abort.abort();
    running(true);
    const answer = await ask(request, headers, abort.signal);
    show(pretty(answer.text), `HTTP ${answer.status} · ${answer.took} ms · ${answer.bytes.toLocaleString()} ${words.characters}`);
  } catch (error) {
    show("", error.name === "AbortError" ? words.stopped : error.message);
  } finally {
    if (!document.body.classList.contains("following")) {
      stop = null;
      running(false);
    }
  }
}

function listen(request, headers) {
  let told = 0;
  document.body.classList.add("following");
  running(true);
  show("", words.listening);
  stop = follow(request, headers, {
    tell(answer) {
      told += 1;
      const time = new Date().toLocaleTimeString();
      show(`# ${time}\n${JSON.stringify(answer, null, 2)}\n\n${part("answer").textContent}`, `${words.received}: ${told}`);
    },
    ended(reason) {
      stop = null;
      document.body.classList.remove("following");
      running(false);
      part("status").textContent = `${words.ended} ${reason}`;
    },
  });
}

async function signIn(event) {
  event.preventDefault();
  const query = "mutation SignIn($input: SignInInput!) { signIn(input: $input) { accessToken } }";
  const input = { email: part("email").value, password: part("password").value };
  const answer = JSON.parse((await ask({ query, variables: { input } }, {})).text);
  const token = answer.data?.signIn?.accessToken;
  part("password").value = "";
  if (token) {
    part("headers").value = JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2);
    part("account").open = false;
  }
  part("signed-in").textContent = token ? input.email : (answer.errors?.[0]?.message ?? "");
}

async function readSchema() {
  try {
    const answer = JSON.parse((await ask({ query: INTROSPECTION }, {})).text);
    if (!answer.data) throw new Error(answer.errors?.[0]?.message);
    editor.schema = new Schema(answer.data.__schema);
    new Docs(editor.schema);
  } catch (error) {
    part("docs-content").textContent = `${words["no-schema"]} ${error.message ?? ""}`;
  }
}

function keep() {
  for (const id of KEPT) sessionStorage.setItem(`regiekring-${id}`, part(id).value);
}

function start() {
  const welcome = words.welcome.split("\n").map((line) => `# ${line}`).join("\n");
  editor.write(sessionStorage.getItem("regiekring-document") ?? `${welcome}\n\n{ __typename }\n`);
  part("variables").value = sessionStorage.getItem("regiekring-variables") ?? "";
  part("variables").addEventListener("input", keep);
  part("run").addEventListener("click", run);
  part("lay-out").addEventListener("click", () => {
    editor.write(laidOut(editor.text));
    keep();
  });
  part("sign-in").addEventListener("submit", (event) => signIn(event).catch((error) => {
    part("signed-in").textContent = error.message;
  }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  readSchema();
}

start();
