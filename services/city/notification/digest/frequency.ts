import { registerEnumType } from 'type-graphql'
import type { RecipientRole } from '../decision-mail/mailed-at-once.js'

/** How often somebody is sent a digest. */
export enum DigestFrequency {
  DAILY = 'DAILY',
  WEEKLY = 'WEEKLY',
  NEVER = 'NEVER',
}

registerEnumType(DigestFrequency, {
  name: 'DigestFrequency',
  description: 'How often somebody is sent a digest, at 7 in the morning: every day, on Mondays, or never.',
})

/** What somebody gets who has chosen nothing, by what they are to whom the digest is about. */
export const usualFrequency: Readonly<Record<RecipientRole, DigestFrequency>> = {
  COORDINATOR: DigestFrequency.DAILY,
  OWNER: DigestFrequency.WEEKLY,
  MEMBER: DigestFrequency.NEVER,
}
