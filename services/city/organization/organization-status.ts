import { type RawBuilder, sql } from 'kysely'
import { registerEnumType } from 'type-graphql'
import { OrganizationKind } from './organization-kind.js'

/** Where an organization stands. It follows from its columns and the day. */
export enum OrganizationStatus {
  REGISTERED = 'REGISTERED',
  VERIFIED = 'VERIFIED',
  LAPSED = 'LAPSED',
  SUSPENDED = 'SUSPENDED',
}

registerEnumType(OrganizationStatus, {
  name: 'OrganizationStatus',
  description:
    'Where an organization stands: waiting for a coordinator to verify it, verified, verified for a term that is over, or suspended.',
  valuesConfig: {
    REGISTERED: {
      description:
        'Waits to be verified, for the first time or since its name, kind or register number changed.',
    },
    VERIFIED: {
      description: 'A coordinator has verified it, and the term is not over. The town itself always is.',
    },
    LAPSED: {
      description: 'Was verified; the term is over, and it waits to be verified again. It stays public.',
    },
    SUSPENDED: {
      description: 'A coordinator has suspended it: it is not public, and nobody changes anything for it.',
    },
  },
})

interface Standing {
  kind: OrganizationKind
  /** Last day of the term, `YYYY-MM-DD`. */
  verifiedUntil: string | null
  suspended: boolean
}

/** @param today `YYYY-MM-DD` */
export function statusOf({ kind, verifiedUntil, suspended }: Standing, today: string): OrganizationStatus {
  if (suspended) return OrganizationStatus.SUSPENDED
  if (kind === OrganizationKind.TOWN) return OrganizationStatus.VERIFIED
  if (verifiedUntil === null) return OrganizationStatus.REGISTERED
  return verifiedUntil >= today ? OrganizationStatus.VERIFIED : OrganizationStatus.LAPSED
}

/** SQL: whether the organization `o` has a status that `statusOf` tells of its row. */
export function hasStatus(status: OrganizationStatus, today: string): RawBuilder<boolean> {
  const town = sql`o.kind = ${OrganizationKind.TOWN}`
  switch (status) {
    case OrganizationStatus.SUSPENDED:
      return sql`o.suspended_at is not null`
    case OrganizationStatus.REGISTERED:
      return sql`(o.suspended_at is null and o.verified_until is null and not ${town})`
    case OrganizationStatus.VERIFIED:
      return sql`(o.suspended_at is null and (o.verified_until >= ${today}::date or ${town}))`
    case OrganizationStatus.LAPSED:
      return sql`(o.suspended_at is null and o.verified_until < ${today}::date and not ${town})`
  }
}
