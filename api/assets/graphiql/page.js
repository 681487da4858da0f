"use strict";

// The headers of the editor also go into the first message on the socket, where the service looks for the token.
const protocol = location.protocol === "https:" ? "wss:" : "ws:";
const fetcher = GraphiQL.createFetcher({
  url: "/graphql",
  subscriptionUrl: `${protocol}//${location.host}/graphql/ws`,
});
const welcome = `# Regiekring
#
# Sign in with a mutation, then put the access token under "Headers" below:
#
#   { "Authorization": "Bearer <access token>" }
#
# Headers are not kept when this page is closed.
`;
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: welcome,
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  }),
);
