import { z } from 'zod'
import { scopes, townRoles } from './caller.js'

/** Cookie of a browser's session; where the hub is reached by https its name begins with `__Secure-`. */
export const sessionCookie = 'bindeglied.session_token'

/**
 * What somebody shows to be recognized by: the Cookie header of a browser, the id of the session an access token was
 * given out for, or an API key.
 */
export const credential = z.strictObject({
  kind: z.enum(['cookie', 'session', 'key']),
  value: z.string().min(1).max(16_384),
})

export type Credential = z.infer<typeof credential>

/** Body of `POST /standings` of identity. */
export const standingRequest = z.strictObject({ credential })

/** What a credential is worth at the moment, and what ends it. */
export const standing = z.object({
  caller: z.object({
    subject: z.string().min(1),
    roles: z.array(z.enum(townRoles)),
    memberships: z.array(z.object({ organization: z.string(), role: z.enum(['OWNER', 'MEMBER']) })),
    /** Only of an API key. */
    scopes: z.array(z.enum(scopes)).optional(),
  }),
  /** Id of the session, for a person. */
  session: z.string().nullable(),
  /** Id of the API key, for a key. */
  key: z.string().nullable(),
  expiresAt: z.iso.datetime(),
})

export type Standing = z.infer<typeof standing>

/** Answer of `POST /standings`: null for a credential that is worth nothing (any more). */
export const standingAnswer = z.object({ standing: standing.nullable() })

/**
 * A line of `GET /standings/changes`: `start` when the stream begins, `alive` every second, and otherwise whose
 * standing may have changed.
 */
export const standingChange = z.union([
  z.object({ kind: z.enum(['start', 'alive']) }),
  z.object({ kind: z.enum(['account', 'session', 'key', 'organization']), id: z.string() }),
])

export type StandingChange = z.infer<typeof standingChange>
