import type { FastifyInstance } from 'fastify'
import { type RawBuilder, sql } from 'kysely'
import { Language } from '../../../../platform/graph/language.js'
import { chooseLanguage, type PageLanguage } from '../../../../platform/pages/language.js'
import type { ServiceParts } from '../../../../platform/service/definition.js'
import { fieldsOfSituation } from '../../../../platform/suggestions/leads.js'
import { canonical, isDistrict, isEmpty, type Question } from '../../../../platform/suggestions/question.js'
import { reasonsOf } from '../../../../platform/suggestions/reason.js'
import { reasonText } from '../../../../platform/suggestions/reason-texts.js'
import { publicEvents } from '../../notification/atom/public-events.js'
import { refuseFeed, sendFeed } from '../../notification/atom/send-feed.js'
import { askedByFeed, feedPath } from '../../suggestion/feed-path.js'
import { feedTexts } from './feed-texts.js'

/**
 * Puts `GET /feeds/interests` on a server: public changes that fit a question, as an Atom feed. The question stands
 * in the address in the open, for it says nothing about who asks (see `feedPath`).
 */
export async function addInterestFeed(
  server: FastifyInstance,
  { config, database, clock }: Pick<ServiceParts, 'config' | 'database' | 'clock'>,
): Promise<void> {
  const { publicUrl } = config
  server.get('/feeds/interests', async (request, reply) => {
    const parameters = new URL(request.url, publicUrl).searchParams
    const lang = chooseLanguage(parameters.get('lang'), undefined)
    const question = questionOf(parameters)
    if (question === null) return refuseFeed(reply, 400, feedTexts[lang].badRequest)
    return sendFeed(request, reply, {
      address: `${publicUrl}${feedPath(question)}&lang=${lang}`,
      title: titleOf(question, lang),
      subtitle: feedTexts[lang].subtitle,
      lang,
      events: await publicEvents(database, [fits(question)], clock()),
      publicUrl,
    })
  })
}

function questionOf(parameters: URLSearchParams): Question | null {
  const asked = askedByFeed(parameters)
  const question = asked && canonical(asked)
  if (question === null || isEmpty(question)) return null
  return question.district === null || isDistrict(question.district) ? question : null
}

function titleOf(question: Question, lang: PageLanguage): string {
  const language = lang === 'de' ? Language.DE : Language.EN
  return [feedTexts[lang].title, ...reasonsOf(question).map((reason) => reasonText(reason, language))].join(
    ' · ',
  )
}

/** SQL: whether the event `e` is about something that would be suggested. */
function fits({ lifeSituations, interests, district }: Question): RawBuilder<unknown> {
  const fields = [...interests, ...lifeSituations.flatMap((situation) => fieldsOfSituation[situation])]
  return sql`(e.field = any(${fields}::text[]) or e.districts && array_remove(array[${district}]::text[], null))`
}
