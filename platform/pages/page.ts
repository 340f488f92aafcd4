import type { FastifyReply } from 'fastify'
import { Html, html } from './html.js'
import type { PageLanguage } from './language.js'
import { pageStyle, styleHash } from './style.js'

export interface Page {
  language: PageLanguage
  title: string
  main: Html
  /** Where the same page stands in the other language; null where it cannot be asked for again. */
  otherLanguage: { href: string } | null
  /** Address the browser goes on to by itself, for ways that lead out of the hub. */
  forward?: string
}

/** What a page may do: show itself in the one style, and send forms to where it came from. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src '${styleHash}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join(';')

const others = {
  de: { language: 'en', label: 'English' },
  en: { language: 'de', label: 'Deutsch' },
} as const

/** Answers with a complete page without scripts. Nobody keeps it, and no other site learns its address. */
export function sendPage(reply: FastifyReply, page: Page, status = 200): FastifyReply {
  return reply
    .code(status)
    .headers({
      'content-language': page.language,
      'content-security-policy': contentSecurityPolicy,
      // With no-referrer, browsers would say "Origin: null" of the page's own forms.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      vary: 'accept-language',
    })
    .type('text/html; charset=utf-8')
    .send(pageText(page))
}

function pageText({ language, title, main, otherLanguage, forward }: Page): string {
  const other = others[language]
  const switcher =
    otherLanguage &&
    html`<nav><a href="${otherLanguage.href}" lang="${other.language}" hreflang="${other.language}">${other.label}</a></nav>`
  const refresh = forward === undefined ? null : html`<meta http-equiv="refresh" content="0;url=${forward}">`
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Bindeglied</title>
    ${refresh}
    <link rel="icon" href="data:,">
    <style>${new Html(pageStyle)}</style>
  </head>
  <body>
    <header>
      ${switcher}
      <h1>${title}</h1>
    </header>
    <main>
${main}
    </main>
  </body>
</html>
`.text
}
