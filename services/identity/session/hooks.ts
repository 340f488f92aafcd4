import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { Counted } from '../limit/count.js'

/** A request below `/auth` as better-auth shows it to those who look at it before or after it is answered. */
export type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/** Something that looks at requests before they are answered, after, or both. */
export interface Hook {
  /** Throws to refuse the request. */
  before?(context: HookContext): Promise<void>
  /** Runs whether the request succeeded or was refused. */
  after?(context: HookContext): Promise<void>
}

/** The hooks in the form better-auth takes. */
export function asHooks(hooks: readonly Hook[]) {
  return {
    before: createAuthMiddleware(async (context) => {
      for (const hook of hooks) await hook.before?.(context)
    }),
    after: createAuthMiddleware(async (context) => {
      for (const hook of hooks) await hook.after?.(context)
    }),
  }
}

/** Whether the request was answered as it asked. */
export function succeeded({ context }: HookContext): boolean {
  return !(context.returned instanceof Error)
}

/** Refuses what was tried too often, for programs; pages say it in their own words. */
export function refuseUnlessAllowed({ allowed, retryAfter }: Counted): void {
  if (allowed) return
  throw new APIError(
    'TOO_MANY_REQUESTS',
    { code: 'TOO_MANY_REQUESTS', message: `Too many attempts: try again in ${retryAfter} seconds.` },
    { 'retry-after': String(retryAfter) },
  )
}
