// Asking the service: over HTTP, and over a socket for what goes on telling.

const ENDPOINT = "/graphql";

/** Sends a request and gives what came back: status, milliseconds, bytes, and the answer as text. */
export async function ask(request, headers, signal) {
  const began = performance.now();
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json;q=0.9",
      ...headers,
    },
    body: JSON.stringify(request),
    credentials: "omit",
    signal,
  });
  const text = await response.text();
  return { status: response.status, took: Math.round(performance.now() - began), bytes: text.length, text };
}

/** Follows a subscription (protocol graphql-transport-ws); `tell` gets each answer, `ended` the reason of the end. */
export function follow(request, headers, { tell, ended }) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}${ENDPOINT}/ws`, "graphql-transport-ws");
  const send = (message) => socket.send(JSON.stringify(message));
  const token = Object.entries(headers).find(([name]) => name.toLowerCase() === "authorization")?.[1];
  socket.addEventListener("open", () => send({ type: "connection_init", payload: token ? { Authorization: token } : {} }));
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === "connection_ack") send({ id: "1", type: "subscribe", payload: request });
    if (message.type === "ping") send({ type: "pong" });
    if (message.type === "next") tell(message.payload);
    if (message.type === "error") tell({ errors: message.payload });
    if (message.type === "complete" || message.type === "error") socket.close(1000);
  });
  socket.addEventListener("close", ({ code, reason }) => ended(code === 1000 ? "" : `${code} ${reason}`));
  return () => socket.close(1000);
}
