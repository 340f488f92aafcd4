import type { FastifyInstance } from 'fastify'
import { chooseLanguage } from '../../../../platform/pages/language.js'
import type { ServiceParts } from '../../../../platform/service/definition.js'
import { feedAddress, feedRequest } from './feed-request.js'
import { feedTexts } from './feed-texts.js'
import { districtName, isOf, publicEvents } from './public-events.js'
import { refuseFeed, sendFeed } from './send-feed.js'

/**
 * Puts `GET /feeds/atom?field=CLIMATE&district=05370004-09&lang=de` on a server: public changes as an Atom feed, all
 * of them unless a field or district is named.
 */
export async function addAtomFeed(
  server: FastifyInstance,
  { config, database, clock }: Pick<ServiceParts, 'config' | 'database' | 'clock'>,
): Promise<void> {
  const { publicUrl } = config
  server.get<{ Querystring: Record<string, unknown> }>('/feeds/atom', async (request, reply) => {
    const refusals = feedTexts[chooseLanguage(request.query.lang, request.headers['accept-language'])]
    const { data: asked } = feedRequest.safeParse(request.query)
    if (asked === undefined) return refuseFeed(reply, 400, refusals.badRequest)
    const district = asked.district && (await districtName(database, asked.district))
    if (asked.district !== undefined && district === undefined)
      return refuseFeed(reply, 404, refusals.noDistrict)
    const { lang, field } = asked
    const texts = feedTexts[lang]
    const of = [field && texts.fields[field], district].filter((part) => part !== undefined)
    return sendFeed(request, reply, {
      address: feedAddress(publicUrl, asked),
      title: [texts.title, ...of].join(' · '),
      subtitle: texts.subtitle,
      lang,
      events: await publicEvents(database, isOf(asked), clock()),
      publicUrl,
    })
  })
}
