import type { FastifyReply, FastifyRequest } from 'fastify'
import { messageOf } from '../../../platform/errors/hub-error.js'
import { html } from '../../../platform/pages/html.js'
import { languageOf, show, type Texts } from './page-request.js'

const texts: Texts<{ title: string; text: string }> = {
  de: {
    title: 'Das hat nicht geklappt',
    text: 'Bitte versuchen Sie es gleich noch einmal. Bleibt es dabei, nennen Sie uns bitte diese Nummer:',
  },
  en: {
    title: 'That did not work',
    text: 'Please try again in a moment. If it stays like this, please tell us this number:',
  },
}

/**
 * Answers for a page that failed. Only the reason is logged: the address and the form may hold a token or a password,
 * which Fastify's own log line would show.
 */
export function failurePage(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status >= 500) request.log.error({ error: messageOf(error) }, 'a page failed')
  const { title, text } = texts[languageOf(request)]
  return show(request, reply, { path: '/account/', title, main: html`<p>${text} ${request.id}</p>` }, status)
}
