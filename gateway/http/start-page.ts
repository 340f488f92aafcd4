import type { FastifyInstance } from 'fastify'
import { chooseLanguage } from '../../platform/pages/language.js'
import { styleHash } from '../../platform/pages/style.js'
import { pagePolicy } from './security.js'
import { startPageHtml } from './start-page-html.js'

/** Serves `/`: what this is and where to go, in German or English, for people who meet the address in a browser. */
export function addStartPage(server: FastifyInstance): void {
  const policy = pagePolicy({ 'style-src': [`'${styleHash}'`], 'img-src': ['data:'] })
  server.get<{ Querystring: { lang?: string | string[] } }>('/', policy, async (request, reply) => {
    const language = chooseLanguage(request.query.lang, request.headers['accept-language'])
    return reply
      .headers({ 'content-language': language, vary: 'accept-language' })
      .type('text/html; charset=utf-8')
      .send(startPageHtml(language))
  })
}
