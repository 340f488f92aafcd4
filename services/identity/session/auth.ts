import { betterAuth } from 'better-auth'
import { genericOAuth, jwt, twoFactor } from 'better-auth/plugins'
import { sql } from 'kysely'
import { sessionCookie } from '../../../platform/caller/standing.js'
import type { OidcProvider } from '../../../platform/config/config.js'
import { ownOrigins } from '../../../platform/config/own-origins.js'
import type { ServiceParts } from '../../../platform/service/definition.js'
import { passwordLink } from '../account/password-link.js'
import { countTry, forgetTries, limitKey } from '../limit/count.js'
import { addressLimits, otherwise } from '../limit/limits.js'
import { alreadyRegisteredMail } from '../mail/already-registered.js'
import { choosePasswordMail } from '../mail/choose-password.js'
import { confirmAddressMail } from '../mail/confirm-address.js'
import type { Post } from '../mail/post.js'
import { authDatabase } from './auth-database.js'
import { authLog, logFault } from './auth-log.js'
import { asHooks } from './hooks.js'
import { limitPasswordGuessing } from './password-guessing.js'
import { asGenericProvider } from './providers.js'
import { secretOf } from './secret.js'
import { checkSignUp } from './sign-up.js'

/** Where the endpoints of better-auth stand. */
export const authPath = '/auth'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Lives, seconds. */
export const lives = { session: 7 * day, confirmation: day, passwordReset: hour } as const

/** What people may not do here: it is done over the graph, with its rules and its trail. */
const closedPaths = [
  '/update-user',
  '/change-email',
  '/delete-user',
  '/delete-user/callback',
  '/link-social',
  '/unlink-account',
  '/get-access-token',
  '/refresh-token',
  '/account-info',
  '/update-session',
]

export interface AuthParts extends ServiceParts {
  post: Post
  /** Takes work that the answer need not wait for. */
  inBackground: (work: Promise<unknown>) => void
}

export type Auth = ReturnType<typeof createAuth>

/**
 * Signs people up and in, over better-auth and the tables of this service.
 *
 * @param providers OpenID Connect providers that answer at the moment
 * @throws HubError CONFIG_INVALID if the secret is missing
 */
export function createAuth(parts: AuthParts, providers: readonly OidcProvider[]) {
  const { config, database, clock, logger, post, inBackground } = parts
  const { publicUrl } = config
  return betterAuth({
    appName: 'Bindeglied',
    baseURL: publicUrl,
    basePath: authPath,
    // As a list, for a single one could be overruled by the environment.
    secrets: [{ version: 1, value: secretOf(config) }],
    database: authDatabase(database.pool),
    logger: authLog(logger),
    telemetry: { enabled: false },
    trustedOrigins: [...ownOrigins(config), ...config.gateway.corsOrigins.filter((origin) => origin !== '*')],
    disabledPaths: closedPaths,
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: lives.passwordReset,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) =>
        post('new password', choosePasswordMail(user.email, passwordLink(publicUrl, token))),
      async onPasswordReset({ user }) {
        // The link came by mail, so the address is theirs.
        await database.rows(
          sql`update identity.account set email_verified = true where id = ${user.id} and not email_verified`,
        )
        await forgetTries(database, limitKey('password', user.email))
      },
      onExistingUserSignUp: ({ user }) =>
        post(
          'already registered',
          alreadyRegisteredMail(user.email, `${publicUrl}/account/sign-in`, `${publicUrl}/account/password`),
        ),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: false,
      expiresIn: lives.confirmation,
      sendVerificationEmail: ({ user, token }) =>
        post('confirmation', confirmAddressMail(user.email, confirmationLink(publicUrl, token))),
    },
    session: { expiresIn: lives.session, updateAge: day, freshAge: day, cookieCache: { enabled: false } },
    account: { accountLinking: { enabled: true }, updateAccountOnSignIn: false },
    verification: { storeIdentifier: 'hashed' },
    databaseHooks: {
      account: { create: { before: async (account) => ({ data: { ...account, ...noTokens } }) } },
    },
    rateLimit: {
      enabled: true,
      ...otherwise,
      customRules: addressLimits,
      customStorage: {
        consume: (key, limit) => countTry(database, limitKey('address', key), limit, clock()),
      },
    },
    hooks: asHooks([limitPasswordGuessing(parts), checkSignUp(database)]),
    advanced: {
      cookiePrefix: sessionCookie.split('.')[0],
      useSecureCookies: publicUrl.startsWith('https:'),
      // Said plainly, for better-auth leaves them out in tests.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: ['x-client-address'] },
      backgroundTasks: { handler: inBackground },
      database: { validateSchema: false },
    },
    onAPIError: { errorURL: `${publicUrl}/account/sign-in`, onError: (error) => logFault(logger, error) },
    plugins: [
      jwt({
        disableSettingJwtHeader: true,
        jwks: { keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' } },
        jwt: {
          issuer: publicUrl,
          audience: publicUrl,
          expirationTime: '5m',
          definePayload: ({ session }) => ({ sid: session.id }),
        },
      }),
      twoFactor({ issuer: 'Bindeglied' }),
      genericOAuth({ config: providers.map(asGenericProvider) }),
    ],
  })
}

/** Tokens of a provider are of no use after the sign-in, so nobody can steal them here. */
const noTokens = { accessToken: null, refreshToken: null, idToken: null, scope: null }

function confirmationLink(publicUrl: string, token: string): string {
  const query = new URLSearchParams({ token, callbackURL: '/account/confirmed' })
  return `${publicUrl}${authPath}/verify-email?${query}`
}
