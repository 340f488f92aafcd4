import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { chooseLanguage } from '../../../../../platform/pages/language.js'
import type { ServiceParts } from '../../../../../platform/service/definition.js'
import { isNotModified } from '../../../notification/atom/not-modified.js'
import { bookingFeedsPath, secretHash, secretIn } from '../secret-address.js'
import { bookingsOf, resourceFollowedBy } from './bookings.js'
import { calendarDocument } from './calendar-document.js'
import { calendarTexts } from './calendar-texts.js'

/** How long a program may keep a calendar, seconds. */
const maxAge = 300

type Parts = Pick<ServiceParts, 'config' | 'database' | 'clock'>
interface Address {
  Params: { secret: string }
}

/**
 * Puts `GET /feeds/bookings/<secret>.ics` on a server: what a resource is booked for, as an iCalendar feed. Calendar
 * programs cannot sign in, so whoever has the address may read. Logs name the route, never the address.
 */
export async function addBookingFeeds(server: FastifyInstance, parts: Parts): Promise<void> {
  server.get<Address>(`${bookingFeedsPath}/:secret`, (request, reply) => answer(parts, request, reply))
}

async function answer(
  { config, database, clock }: Parts,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const secret = secretIn(request.params.secret)
  const resource = secret && (await resourceFollowedBy(database, secretHash(secret)))
  if (!resource) return noCalendar(request, reply)
  const bookings = await bookingsOf(database, resource.id, clock())
  const document = calendarDocument(resource, bookings, new URL(config.publicUrl).hostname)
  const etag = `"${createHash('sha256').update(document).digest('base64url')}"`
  reply.headers({
    etag,
    'cache-control': `private, max-age=${maxAge}`,
    'referrer-policy': 'no-referrer',
    'content-disposition': 'inline; filename="bookings.ics"',
  })
  if (isNotModified(request.headers, { etag })) return reply.code(304).send()
  return reply.type('text/calendar; charset=utf-8').send(document)
}

/** The same whether there never was one, it was removed, or its organization is suspended. */
function noCalendar({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { noCalendar } = calendarTexts[chooseLanguage(undefined, headers['accept-language'])]
  return reply
    .code(404)
    .header('cache-control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send(`${noCalendar}\n`)
}
