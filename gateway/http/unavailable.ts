import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../platform/pages/html.js'
import { chooseLanguage, type PageLanguage } from '../../platform/pages/language.js'
import { sendPage } from '../../platform/pages/page.js'
import { fail } from './failure-body.js'

/** Seconds after which asking again is worth it. */
const retryAfter = '5'

const failures = {
  identity: {
    code: 'IDENTITY_UNAVAILABLE',
    message: 'Accounts and sign-in are not available at the moment: ask again in some seconds.',
  },
  city: {
    code: 'SUBGRAPH_UNAVAILABLE',
    message: 'Feeds, exports and subscriptions are not available at the moment: ask again in some seconds.',
  },
} as const

const pageTexts: Record<PageLanguage, { title: string; text: string; again: string }> = {
  de: {
    title: 'Gerade nicht erreichbar',
    text: 'Diese Seite ist im Moment nicht erreichbar. Bitte versuchen Sie es in einigen Sekunden noch einmal.',
    again: 'Zur Startseite',
  },
  en: {
    title: 'Not available at the moment',
    text: 'This page is not available at the moment. Please try again in some seconds.',
    again: 'To the start page',
  },
}

/** Says that a service beside the graph does not answer: in a page to people, else in the shape of other failures. */
export function answerUnavailable(
  service: keyof typeof failures,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply.headers({ 'retry-after': retryAfter, 'cache-control': 'no-store' })
  if (!/\btext\/html\b/i.test(request.headers.accept ?? '')) {
    return fail(reply, { status: 503, ...failures[service] })
  }
  const { lang } = request.query as { lang?: unknown }
  const language = chooseLanguage(lang, request.headers['accept-language'])
  const { title, text, again } = pageTexts[language]
  const main = html`<p>${text}</p>
      <p><a href="/?lang=${language}">${again}</a></p>`
  return sendPage(reply, { language, title, main, otherLanguage: null }, 503)
}
