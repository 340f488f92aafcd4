import { randomBytes } from 'node:crypto'
import { getSessionFromCtx } from 'better-auth/api'
import { z } from 'zod'
import type { ServiceParts } from '../../../platform/service/definition.js'
import { countTry, forgetTries, limitKey } from '../limit/count.js'
import { passwordLimit } from '../limit/limits.js'
import { type Hook, type HookContext, refuseUnlessAllowed, succeeded } from './hooks.js'

const signInPath = '/sign-in/email'
/** What asks somebody who is signed in for the password once more. */
const confirmingPaths = new Set([
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/two-factor/get-totp-uri',
])

const signInBody = z.object({ email: z.string() })
/** Days a browser is known as one that has signed in to an account. */
const knownForDays = 180

/**
 * Limits wrong passwords per account. A browser that has signed in to the account before has tries of its own, so
 * that a stranger who uses up the account's tries does not keep its owner out.
 */
export function limitPasswordGuessing({ database, clock }: Pick<ServiceParts, 'database' | 'clock'>): Hook {
  async function triesOf(context: HookContext): Promise<string | undefined> {
    if (confirmingPaths.has(context.path)) {
      const session = await getSessionFromCtx(context)
      return session ? limitKey('confirmed password', session.user.id) : undefined
    }
    const account = context.path === signInPath ? accountOf(context) : undefined
    if (account === undefined) return undefined
    const known = await context.getSignedCookie(knownCookie(context).name, context.context.secret)
    const isKnown = typeof known === 'string' && known.endsWith(`.${account}`)
    return isKnown ? limitKey('password in a known browser', known) : account
  }

  return {
    async before(context) {
      const key = await triesOf(context)
      if (key !== undefined) refuseUnlessAllowed(await countTry(database, key, passwordLimit, clock()))
    },
    async after(context) {
      if (!succeeded(context)) return
      const key = await triesOf(context)
      if (key !== undefined) await forgetTries(database, key)
      const account = context.path === signInPath ? accountOf(context) : undefined
      if (account === undefined) return
      const { name, attributes } = knownCookie(context)
      const value = `${randomBytes(12).toString('base64url')}.${account}`
      await context.setSignedCookie(name, value, context.context.secret, attributes)
    },
  }
}

function accountOf({ body }: HookContext): string | undefined {
  const parsed = signInBody.safeParse(body)
  return parsed.success ? limitKey('password', parsed.data.email.trim().toLowerCase()) : undefined
}

function knownCookie({ context }: HookContext) {
  return context.createAuthCookie('known_browser', { maxAge: knownForDays * 24 * 3600 })
}
