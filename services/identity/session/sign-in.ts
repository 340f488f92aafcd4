import type { OidcProvider } from '../../../platform/config/config.js'
import { messageOf } from '../../../platform/errors/hub-error.js'
import { type Auth, type AuthParts, createAuth } from './auth.js'
import { answers } from './providers.js'

/** Time between two looks for providers that did not answer, ms. */
const lookAgainMs = 10_000
/** Time better-auth may take to learn about providers that do answer, ms. */
const patienceMs = 10_000

export interface SignIn {
  /** Answers a request below `/auth`. */
  handle(request: Request): Promise<Response>
  /** The session a Cookie header belongs to; null if none, or one that is over. */
  sessionOf(cookie: string): Promise<Session | null>
  /** Resolves when every provider that answers can be used. */
  findProviders(): Promise<void>
}

export type Session = NonNullable<Awaited<ReturnType<Auth['api']['getSession']>>>

/**
 * Signing in, with whatever OpenID Connect providers answer. They are asked when somebody wants to use one: a
 * provider that is away holds up neither the start nor those who sign in by other ways.
 */
export function openSignIn(parts: AuthParts): SignIn {
  const { clock, logger } = parts
  const { oidcProviders } = parts.config.identity
  let auth = createAuth(parts, [])
  let used: readonly OidcProvider[] = []
  let looking: Promise<void> | undefined
  let lookedAt = Number.NEGATIVE_INFINITY

  async function use(providers: readonly OidcProvider[]): Promise<void> {
    const next = createAuth(parts, providers)
    try {
      await Promise.race([next.$context, rejectAfter(patienceMs)])
      auth = next
      used = providers
    } catch (error) {
      logger.warn({ error: messageOf(error) }, 'OpenID Connect providers cannot be used')
    }
  }

  async function look(): Promise<void> {
    const answering = await Promise.all(
      oidcProviders.map(async (provider) => used.includes(provider) || (await answers(provider))),
    )
    const found = oidcProviders.filter((_, index) => answering[index])
    if (found.length > used.length) await use(found)
    if (found.length < oidcProviders.length) {
      const away = oidcProviders.filter((provider) => !found.includes(provider)).map(({ id }) => id)
      logger.warn({ providers: away }, 'OpenID Connect providers do not answer')
    }
  }

  return {
    handle: (request) => auth.handler(request),
    sessionOf: (cookie) =>
      auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } }),
    async findProviders() {
      if (used.length === oidcProviders.length) return
      const now = clock().getTime()
      if (looking === undefined && now - lookedAt < lookAgainMs) return
      lookedAt = now
      looking ??= look().finally(() => {
        looking = undefined
      })
      await looking
    },
  }
}

function rejectAfter(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms).unref()
  })
}
