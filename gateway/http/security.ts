import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

type Directives = Record<string, string[]>

/** What an answer that is no page may load: nothing. Pages add to it what they need. */
const nothing: Directives = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}

/** Route option of a page: a content security policy that allows what is named, and nothing else. */
export function pagePolicy(allowed: Directives) {
  return {
    helmet: { contentSecurityPolicy: { useDefaults: false, directives: { ...nothing, ...allowed } } },
  }
}

/**
 * Security headers on every answer, and CORS (Fetch standard): any origin may ask where `*` is configured, but then
 * without credentials; else exactly the origins named, with them.
 */
export async function secure(server: FastifyInstance, corsOrigins: readonly string[]): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: nothing },
    // Browsers heed it over TLS only; whether it holds for other hosts of the town is not the gateway's to say.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  })
  const anyOrigin = corsOrigins.includes('*')
  await server.register(cors, {
    origin: anyOrigin ? '*' : [...corsOrigins],
    credentials: !anyOrigin,
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id'],
    // Seconds a browser remembers the answer.
    maxAge: 3_600,
    // OPTIONS that is no preflight is answered like one.
    strictPreflight: false,
  })
}
