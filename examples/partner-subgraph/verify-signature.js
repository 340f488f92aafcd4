import { createHash } from 'node:crypto'
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'

/** The request is not one of the hub's for this subgraph: answer with 401. */
export class SignatureRefused extends Error {}

/** Seconds by which the two clocks may differ. */
const clockTolerance = 10
/** Seconds the gateway lets a signature live. */
const maxTokenAge = 60

/**
 * Makes a function that verifies a request: it is from the hub, it is for this subgraph, it is of this minute, and
 * nobody has changed it on its way. Nothing here is secret: the hub publishes the keys it signs with, under an address
 * of this subgraph's own, and they are fetched again when the hub takes a new one.
 *
 * @param hub public address of the hub, such as https://hub.example
 * @param name of this subgraph, as it was registered
 * @param url of this subgraph, as it was published; not what a proxy before it makes of it
 * @returns given method, header `authorization` and the bytes of the body: what the signature says (its claims).
 *   Throws SignatureRefused, or any other error if the hub's keys cannot be had at the moment.
 */
export function createVerifier({ hub, name, url }) {
  const keys = createRemoteJWKSet(new URL(`${hub}/partners/${name}/jwks.json`))
  const { origin, pathname } = new URL(url)
  const expected = {
    issuer: hub,
    audience: origin,
    algorithms: ['EdDSA'],
    requiredClaims: ['exp'],
    maxTokenAge,
    clockTolerance,
  }
  return async ({ method, authorization, body }) => {
    const claims = await claimsOf(authorization, keys, expected)
    if (claims.htm !== method) throw new SignatureRefused(`It is signed for ${claims.htm}.`)
    if (claims.htu !== origin + pathname) throw new SignatureRefused(`It is signed for ${claims.htu}.`)
    if (claims.body_sha256 !== sha256(body)) throw new SignatureRefused('It is signed for another body.')
    return claims
  }
}

async function claimsOf(authorization, keys, expected) {
  const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? []
  if (token === undefined) throw new SignatureRefused('It carries no signature.')
  try {
    const { payload } = await jwtVerify(token, keys, expected)
    return payload
  } catch (error) {
    if (isAboutToken(error)) throw new SignatureRefused(error.message, { cause: error })
    throw error
  }
}

/** Whether the token is at fault, and not the way to the hub's keys. */
function isAboutToken(error) {
  return error instanceof errors.JOSEError && /^ERR_(JWT|JWS|JOSE_ALG|JWKS_NO)/.test(error.code)
}

function sha256(body) {
  return createHash('sha256').update(body).digest('base64url')
}
