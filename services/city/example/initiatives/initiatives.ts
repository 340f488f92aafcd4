import { InitiativeStatus, publicStatuses } from '../../initiative/initiative-status.js'
import { climateInitiatives } from './climate.js'
import { contactOf } from './contacts.js'
import { educationInitiatives } from './education.js'
import type { ExampleInitiative } from './example-initiative.js'
import { healthInitiatives } from './health.js'
import { mobilityInitiatives } from './mobility.js'
import { initiativesInOtherStates } from './other-states.js'
import { societyInitiatives } from './society.js'

/** All of the example content's initiatives; all of them are invented. */
const initiatives: readonly ExampleInitiative[] = [
  ...educationInitiatives,
  ...mobilityInitiatives,
  ...healthInitiatives,
  ...societyInitiatives,
  ...climateInitiatives,
  ...initiativesInOtherStates,
]

const dayMs = 24 * 60 * 60 * 1000

/** The rows of the example content's initiatives, as if they had got where they are at this moment. */
export function initiativesAt(now: Date) {
  return initiatives.map(({ publishInDays, ...initiative }) => ({
    ...initiative,
    districts: [...initiative.districts],
    analogAccess: [...initiative.analogAccess],
    contact: contactOf(initiative.organization),
    createdAt: now,
    updatedAt: now,
    submittedAt: initiative.status === InitiativeStatus.DRAFT ? null : now,
    publishAt: publishInDays === undefined ? null : new Date(now.getTime() + publishInDays * dayMs),
    publishedAt: publicStatuses.includes(initiative.status) ? now : null,
  }))
}
