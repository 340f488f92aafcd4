import type { PageLanguage } from '../../platform/pages/language.js'
import { pageStyle } from '../../platform/pages/style.js'
import { graphiqlPath } from './graphiql.js'
import { graphqlPath } from './graphql.js'
import { startPageTexts } from './start-page-texts.js'

const exampleCall = `POST ${graphqlPath}
content-type: application/json

{"query": "{ district(id: \\"05370004-01\\") { name } }"}`

/** The start page in one language, complete and without scripts. */
export function startPageHtml(language: PageLanguage): string {
  const { title, lead, what, ways, states, otherLanguage: other } = startPageTexts[language]
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <meta name="description" content="${lead}">
    <link rel="icon" href="data:,">
    <style>${pageStyle}</style>
  </head>
  <body>
    <header>
      <nav><a href="/?lang=${other.language}" lang="${other.language}" hreflang="${other.language}">${other.label}</a></nav>
      <h1>${title}</h1>
    </header>
    <main>
      <p>${lead}</p>
      <h2>${what.heading}</h2>
      <p>${what.text}</p>
      <h2>${ways.heading}</h2>
      <ul>
        <li><a href="/account/?lang=${language}">${ways.account}</a>: ${ways.accountText}</li>
        <li><a href="${graphiqlPath}">${ways.graphiql}</a>: ${ways.graphiqlText}</li>
        <li><a href="${graphqlPath}"><code>${graphqlPath}</code></a> ${ways.graphql}
          <pre tabindex="0" role="region" aria-label="${ways.example}"><code>${exampleCall}</code></pre></li>
      </ul>
      <h2>${states.heading}</h2>
      <ul>
        <li><a href="/healthz"><code>/healthz</code></a>: ${states.healthz}</li>
        <li><a href="/readyz"><code>/readyz</code></a>: ${states.readyz}</li>
      </ul>
    </main>
  </body>
</html>
`
}
