import { sql } from 'kysely'

/** SQL: the columns of `Organization` from the rows `o`. */
export const organizationColumns = sql`o.id, o.name, o.kind, o.fields, o.web_address as "webAddress",
  o.district_id as "districtId", o.register_number as "registerNumber", o.address, o.contact,
  o.verified_until as "verifiedUntil", o.suspended_at is not null as suspended,
  o.suspension_reason as "suspensionReason", o.merged_into as "mergedInto", o.version`
