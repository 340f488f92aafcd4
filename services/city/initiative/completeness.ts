import { HubError } from '../../../platform/errors/hub-error.js'
import type { Language } from '../../../platform/graph/language.js'
import type { Problem } from '../../../platform/input/problem.js'
import { flawsOf } from '../analog-access/usable-way.js'
import { type GapCode, gapText } from './completeness-texts.js'
import type { WrittenInitiative } from './initiative-content.js'

interface Gap {
  path: readonly (string | number)[]
  code: GapCode
}

/**
 * Everything an initiative lacks to be published: a summary, a district or a place of its own, a contact who can be
 * reached, and an analog way in that can be used. Title and field every draft has.
 */
export function gapsOf({ content, contact }: WrittenInitiative): Gap[] {
  const gaps: Gap[] = []
  if (content.summary === null) gaps.push({ path: ['summary'], code: 'MISSING_SUMMARY' })
  if (content.districts.length === 0 && content.location === null) {
    gaps.push({ path: ['districts'], code: 'MISSING_PLACE' })
  }
  if (contact === null) gaps.push({ path: ['contact'], code: 'MISSING_CONTACT' })
  else if (contact.email === null && contact.phone === null) {
    gaps.push({ path: ['contact'], code: 'UNREACHABLE_CONTACT' })
  }
  if (content.analogAccess.length === 0) gaps.push({ path: ['analogAccess'], code: 'MISSING_ANALOG_ACCESS' })
  const flaws = content.analogAccess.flatMap((way, index) =>
    flawsOf(way).map(({ part, code }) => ({ path: ['analogAccess', index, part], code })),
  )
  return [...gaps, ...flaws]
}

/**
 * Lets pass what can be published.
 *
 * @throws HubError INCOMPLETE with everything that is missing in `extensions.problems`
 */
export function demandComplete(written: WrittenInitiative, lang: Language): void {
  const problems = gapsOf(written).map(
    ({ path, code }): Problem => ({ path, code, message: gapText(code, lang) }),
  )
  if (problems.length === 0) return
  const said = problems.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new HubError('INCOMPLETE', `Before it can be published: ${said.join('; ')}`, {
    details: { problems },
  })
}
