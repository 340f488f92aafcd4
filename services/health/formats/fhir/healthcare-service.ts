import { z } from 'zod'
import { optionalText } from '../../../../platform/input/text.js'
import type { OpeningHours } from '../../health-service/opening-hours.type.js'
import { concept } from './concept.js'
import { type Doubt, each, present, repeating } from './each.js'
import { availableTime, inOrderOfWeek, notAvailable } from './opening-hours.js'
import { keysOfReference, namedReference, reference, type TargetType } from './reference.js'
import { type Contacts, contactsOf } from './telecom.js'

/** Where a service's references lead, not yet looked up. */
export interface Link {
  /** The references as they are written, for messages. */
  named: string[]
  /** What they may lead to, best first; see `keysOfReference`. */
  keys: string[]
  /** A name the first reference gives with it. */
  display: string | null
}

/** A HealthcareService as it has been read, before its references are followed. */
export interface ReadService extends Contacts {
  /** Local id, unique in the feed. */
  id: string
  /** Null where only its provider can lend it a name. */
  name: string | null
  specialties: string[]
  categories: string[]
  characteristics: string[]
  openingHours: OpeningHours[]
  availabilityExceptions: string | null
  active: boolean
  appointmentRequired: boolean | null
  site: Link
  provider: Link
}

/** A HealthcareService (R4 healthcareservice), as far as it is read; extensions of profiles are not. */
const healthcareService = z.object({
  active: z.boolean().nullish(),
  providedBy: z.unknown().optional(),
  category: repeating,
  type: repeating,
  specialty: repeating,
  location: repeating,
  name: optionalText(300),
  telecom: repeating,
  characteristic: repeating,
  appointmentRequired: z.boolean().nullish(),
  availableTime: repeating,
  notAvailable: repeating,
  availabilityExceptions: optionalText(2_000),
})

type HealthcareService = z.output<typeof healthcareService>

/**
 * Reads a HealthcareService.
 *
 * @param doubt told of every element that is left out
 * @returns the error if the resource cannot be taken at all
 */
export function readService(
  id: string,
  content: Record<string, unknown>,
  doubt: Doubt,
): { service: ReadService } | { error: z.ZodError } {
  const { data, error } = healthcareService.safeParse(content)
  if (!data) return { error }
  const concepts = (name: 'category' | 'type' | 'specialty' | 'characteristic') => [
    ...new Set(each(concept, data[name], name, doubt)),
  ]
  const [types, specialties] = [concepts('type'), concepts('specialty')]
  const service: ReadService = {
    id,
    name: data.name ?? types[0] ?? specialties[0] ?? null,
    // Many directories give what a practice does as its type, and no specialty.
    specialties: specialties.length > 0 ? specialties : types,
    categories: [...new Set([...concepts('category'), ...types])],
    characteristics: concepts('characteristic'),
    ...contactsOf(data.telecom, doubt),
    openingHours: inOrderOfWeek(each(availableTime, data.availableTime, 'availableTime', doubt).flat()),
    availabilityExceptions: exceptionsOf(data, doubt),
    active: data.active ?? true,
    appointmentRequired: data.appointmentRequired ?? null,
    site: linkOf(data.location, 'Location', id, doubt),
    provider: linkOf(present(data.providedBy), 'Organization', id, doubt),
  }
  return { service }
}

function exceptionsOf(read: HealthcareService, doubt: Doubt): string | null {
  const closed = each(notAvailable, read.notAvailable, 'notAvailable', doubt)
  return [...present(read.availabilityExceptions), ...closed].join('; ') || null
}

function linkOf(values: readonly unknown[], type: TargetType, ownerId: string, doubt: Doubt): Link {
  const references = each(reference, values, type === 'Location' ? 'location' : 'providedBy', doubt)
  return {
    named: references.map(namedReference),
    keys: references.flatMap((one) => keysOfReference(one, type, ownerId)),
    display: references[0]?.display ?? null,
  }
}
