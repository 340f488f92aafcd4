import { HubError } from '../../platform/errors/hub-error.js'

/** A credential that is malformed, expired, revoked or unknown; which of these, only its owner's business is. */
export function credentialRefused(cause?: unknown): HubError {
  return new HubError(
    'CREDENTIAL_REFUSED',
    'The access token or API key in "authorization" is not valid (any more): sign in again, take another key, ' +
      'or leave the header out to ask for what is public.',
    { cause },
  )
}

/** The message is for clients; the cause, which may hold internal addresses, is for the log. */
export function identityUnavailable(cause: unknown): HubError {
  return new HubError(
    'IDENTITY_UNAVAILABLE',
    'Nobody can be recognized at the moment: ask again in some seconds, or ask without signing in for what is public.',
    { cause },
  )
}
