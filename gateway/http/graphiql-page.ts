import { graphqlPath } from './graphql.js'

const defaultQuery = `# Bindeglied: one graph for the town and its partners.
# Run it with Ctrl-Enter. Ctrl-Space shows what else can be asked.
# District ids are 05370004-01 to 05370004-09.

query DistrictPage($id: ID!) {
  district(id: $id) {
    name
    population { residents asOf source }
    initiatives(first: 5) {
      totalCount
      edges { node { title field organization { name } } }
    }
    courses(first: 3) { edges { node { title startsAt } } }
    stops(first: 3) { edges { node { name departures(first: 3) { line headsign at } } } }
    healthServices(first: 3) { edges { node { name site { name address } } } }
    events(first: 3) { edges { node { title startsAt } } }
    stations(first: 2) { edges { node { name datastreams { observedProperty unit latest { value at } } } } }
  }
}
`

const options = {
  endpoint: graphqlPath,
  title: 'Bindeglied',
  logo: '',
  defaultQuery,
  variables: JSON.stringify({ id: '05370004-01' }, null, 2),
}

/** Tells Monaco where its workers are; has to run before it. */
export const workersScript = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => {
    const base = new URL('.', document.querySelector('script[src$="/workers.js"]').src)
    const names = { json: 'json-worker.js', graphql: 'graphql-worker.js' }
    return new URL(names[label] ?? 'editor-worker.js', base).href
  },
}
`

export const bootScript = `YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), ${JSON.stringify(options)})
`

/** @param base path under which GraphiQL's parts are served */
export function graphiqlHtml(base: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>GraphiQL · Bindeglied</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${base}/graphiql.css">
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript. <a href="/">Back to the start page.</a></noscript>
    <div id="root"></div>
    <script src="${base}/workers.js"></script>
    <script src="${base}/graphiql.js"></script>
    <script src="${base}/boot.js"></script>
  </body>
</html>
`
}
