import { randomUUID } from 'node:crypto'
import type { Visitor } from './visitor.js'

const day = 86_400_000

/** Something as it was when it was last changed. */
export interface Versioned {
  id: string
  version: number
}

/**
 * The text of a mutation whose result is called `done`.
 *
 * @param args its arguments with their types
 */
export function mutation(name: string, args: Record<string, string>, fields: string): string {
  const declared = Object.entries({ ...args, idempotencyKey: 'String!' })
  return `mutation (${declared.map(([arg, type]) => `$${arg}: ${type}`).join(', ')}) {
    done: ${name}(${declared.map(([arg]) => `${arg}: $${arg}`).join(', ')}) { ${fields} } }`
}

/** Makes a change, by the text of its mutation. */
export async function make<Done>(who: Visitor, change: string, args: object): Promise<Done> {
  const { done } = await who.data<{ done: Done }>(change, { ...args, idempotencyKey: randomUUID() })
  return done
}

const register = mutation('registerOrganization', { input: 'OrganizationInput!' }, 'id version')
const verify = mutation(
  'verifyOrganization',
  { id: 'ID!', version: 'Int!', until: 'LocalDate!' },
  'id version',
)
const createKey = mutation(
  'createApiKey',
  { organizationId: 'ID!', name: 'String!', scopes: '[ApiKeyScope!]!', expiresAt: 'DateTime!' },
  'secret',
)

/** Somebody registers an organization, and a coordinator verifies it. @returns its id */
export async function verifiedOrganization(
  partner: Visitor,
  coordinator: Visitor,
  { email, name, field = 'EDUCATION' }: { email: string; name: string; field?: string },
): Promise<string> {
  const input = {
    name,
    kind: 'ASSOCIATION',
    fields: [field],
    address: { street: 'Beispielweg 1', postalCode: '41812', place: 'Erkelenz' },
    contact: { name: 'Erika Beispiel', email },
  }
  const registered = await make<Versioned>(partner, register, { input })
  const until = new Date(Date.now() + 365 * day).toISOString().slice(0, 10)
  await make(coordinator, verify, { ...registered, until })
  return registered.id
}

/** An owner makes a key for a program. @returns the key */
export async function apiKeyOf(
  owner: Visitor,
  organizationId: string,
  scopes: readonly string[],
): Promise<string> {
  const expiresAt = new Date(Date.now() + day).toISOString()
  const { secret } = await make<{ secret: string }>(owner, createKey, {
    organizationId,
    name: 'CI (Beispiel)',
    scopes,
    expiresAt,
  })
  return secret
}
