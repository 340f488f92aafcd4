import { createHash } from 'node:crypto'
import { graphiqlPath } from './graphiql.js'
import { graphqlPath } from './graphql.js'
import type { PageLanguage } from './start-page-language.js'
import { startPageTexts } from './start-page-texts.js'

// Contrasts (WCAG 2.1, 1.4.3): text at least 12:1, links at least 7:1, in both colour schemes.
const style = `
:root { color-scheme: light dark; --text: #1b1f24; --page: #ffffff; --link: #0b4f8a; --soft: #f1f4f7; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8ebee; --page: #14181c; --link: #9cc9ff; --soft: #232a31; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 42rem; padding: 1rem 1.25rem 3rem; color: var(--text); background: var(--page);
  font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
nav { text-align: right; }
a { color: var(--link); }
a:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; }
li { margin: .5rem 0; }
pre { background: var(--soft); padding: .75rem 1rem; overflow-x: auto; font-size: .9375rem; }
`

/** The source expression that lets a content security policy allow the page's one style (CSP 3, 2.3.1). */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`

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
    <style>${style}</style>
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
