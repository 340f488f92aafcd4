import type { GenericOAuthConfig } from 'better-auth/plugins'
import type { OidcProvider } from '../../../platform/config/config.js'

/** Where a provider describes itself (OpenID Connect Discovery 1.0, 4). */
export function discoveryUrl({ issuer }: OidcProvider): string {
  return `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`
}

/** A configured provider as better-auth takes it: authorization code with PKCE, ID tokens verified by its keys. */
export function asGenericProvider(provider: OidcProvider): GenericOAuthConfig {
  return {
    providerId: provider.id,
    name: provider.name,
    discoveryUrl: discoveryUrl(provider),
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    // An address the provider has not confirmed is confirmed by a mail, as any other.
    requireEmailVerification: true,
    // Signing out of the town's hub is not signing out of the provider.
    disableProviderLogout: true,
    mapProfileToUser: ({ name, preferred_username: known, email }) => ({
      name: String(name || known || email),
    }),
  }
}

/** Time a provider may take to describe itself, ms. */
const patienceMs = 5_000

/** Whether a provider can be used at the moment. */
export async function answers(provider: OidcProvider): Promise<boolean> {
  try {
    const response = await fetch(discoveryUrl(provider), { signal: AbortSignal.timeout(patienceMs) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
