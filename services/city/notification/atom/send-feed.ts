import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type FeedContent, feedDocument, lastChange } from './feed-document.js'
import { isNotModified } from './not-modified.js'

/** How long readers and caches may keep a feed, seconds. */
const maxAge = 300

/** Answers with a feed, or that the reader has this version of it already. */
export function sendFeed(request: FastifyRequest, reply: FastifyReply, content: FeedContent): FastifyReply {
  const document = feedDocument(content)
  const etag = `"${createHash('sha256').update(document).digest('base64url')}"`
  const lastModified = lastChange(content.events)
  reply.headers({
    etag,
    'last-modified': lastModified.toUTCString(),
    'cache-control': `public, max-age=${maxAge}`,
    'content-language': content.lang,
  })
  if (isNotModified(request.headers, { etag, lastModified })) return reply.code(304).send()
  return reply.type('application/atom+xml; charset=utf-8').send(document)
}

/** Says why there is no such feed. */
export function refuseFeed(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${message}\n`)
}
