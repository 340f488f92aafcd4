import { type Config, subgraphVariable } from '../../platform/config/config.js'
import { subgraphNames } from '../../platform/subgraphs.js'
import type { Secrets } from '../secrets.js'

/**
 * What each process is told: its own settings and only the secrets it needs. Migration works as the database's
 * owner, services as their own roles, and the gateway, alone with the key that signs callers, knows no database.
 */
export function childEnvironments(config: Config, secrets: Secrets, databaseUrl: string) {
  const shared = {
    ...withoutSecrets(process.env),
    HUB_LOG_FORMAT: process.env.HUB_LOG_FORMAT || 'pretty',
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
  }
  const roles = Object.fromEntries(
    subgraphNames.map((name) => [
      subgraphVariable(name, 'DATABASE_PASSWORD'),
      config.subgraphs[name].databasePassword ?? secrets.databasePasswords[name],
    ]),
  )
  return {
    owner: { ...shared, ...roles, DATABASE_URL: databaseUrl },
    services: {
      ...shared,
      ...roles,
      DATABASE_URL: withoutCredentials(databaseUrl),
      HUB_CALLER_PUBLIC_KEY: config.caller.publicKey ?? secrets.callerPublicKey,
      // Credentials of mail servers and sign-in providers are for those who use them, not for the gateway.
      HUB_MAIL_URL: process.env.HUB_MAIL_URL,
      HUB_OIDC_PROVIDERS: process.env.HUB_OIDC_PROVIDERS,
      HUB_IDENTITY_SECRET: config.identity.secret ?? secrets.identitySecret,
    },
    gateway: { ...shared, HUB_CALLER_PRIVATE_KEY: config.caller.privateKey ?? secrets.callerPrivateKey },
  }
}

const secretVariable =
  /^(DATABASE_URL|HUB_CALLER_(PRIVATE|PUBLIC)_KEY|HUB_IDENTITY_SECRET|HUB_OIDC_PROVIDERS|HUB_MAIL_URL|HUB_[A-Z]+_DATABASE_PASSWORD)$/

function withoutSecrets(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !secretVariable.test(name)))
}

function withoutCredentials(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.username = ''
  url.password = ''
  return url.href
}
