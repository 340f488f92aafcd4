import { sql } from 'kysely'
import { type Change, change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { demand } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import type { Language } from '../../../../platform/graph/language.js'
import { refusedInput } from '../../../../platform/input/checked.js'
import { type Problem, problem } from '../../../../platform/input/problem.js'
import { maxFileBytes, maxPartBytes, maxParts } from '../limits.js'
import { demandStatus, ownRegistration } from '../own-registration.js'
import { registrationAccess } from '../registration.access.js'
import type { AddToRegistrationArgs } from '../registration.args.js'
import type { InitiativeRegistration } from '../registration.type.js'
import { RegistrationStatus } from '../registration-status.js'

/**
 * Adds a part of the file.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT for a text that is too long or was decoded wrongly,
 *   STATE_REFUSED once it runs, or for other content under the number of a part that is there, SOURCE_TOO_LARGE
 */
export async function addToRegistration(
  context: SubgraphContext,
  { idempotencyKey, lang, id, part, content }: AddToRegistrationArgs,
): Promise<InitiativeRegistration> {
  demand(context.caller, registrationAccess.add)
  const bytes = Buffer.byteLength(content)
  const problems = problemsOf({ part, content, bytes }, lang)
  if (problems.length > 0) throw refusedInput(problems)
  const request = { action: 'addToRegistration', input: { id, part, content }, idempotencyKey }
  return change(context, request, async (step) => {
    const registration = await ownRegistration(step, context.caller, registrationAccess.add, id)
    demandStatus(registration, [RegistrationStatus.OPEN], 'added to')
    await addPart(step, { id, part, content, bytes })
    return registration
  })
}

interface Part {
  id: string
  part: number
  content: string
  bytes: number
}

function problemsOf({ part, content, bytes }: Omit<Part, 'id'>, lang: Language): Problem[] {
  const problems: Problem[] = []
  if (part < 1 || part > maxParts) problems.push(problem(['part'], 'OUT_OF_RANGE', lang))
  if (bytes > maxPartBytes) problems.push(problem(['content'], 'TOO_LONG', lang, maxPartBytes))
  if (content === '') problems.push(problem(['content'], 'MISSING', lang))
  if (content.includes('\0')) problems.push(problem(['content'], 'CONTROL_CHARACTER', lang))
  if (!content.isWellFormed()) problems.push(problem(['content'], 'LONE_SURROGATE', lang))
  // What a decoder writes for bytes that are not of the encoding it was told.
  if (content.includes('\ufffd')) problems.push(problem(['content'], 'WRONG_ENCODING', lang))
  return problems
}

async function addPart({ rows }: Change, { id, part, content, bytes }: Part): Promise<void> {
  const [there] = await rows<{ same: boolean }>(sql`select content = ${content} as same
    from city.initiative_registration_part where registration_id = ${id} and part = ${part}`)
  if (there?.same) return
  if (there !== undefined) {
    throw new HubError(
      'STATE_REFUSED',
      `Part ${part} is there with other content: cancel it, and start anew.`,
    )
  }
  const [{ total = 0 } = {}] = await rows<{ total: number }>(
    sql`select coalesce(sum(bytes), 0)::int as total from city.initiative_registration_part
        where registration_id = ${id}`,
  )
  if (total + bytes > maxFileBytes) {
    throw new HubError(
      'SOURCE_TOO_LARGE',
      `Die Datei ist größer als ${maxFileBytes / 1e6} MB; bitte aufteilen / The file is larger than ${maxFileBytes / 1e6} MB: split it.`,
      { details: { limit: maxFileBytes } },
    )
  }
  await rows(sql`insert into city.initiative_registration_part (registration_id, part, content, bytes)
    values (${id}, ${part}, ${content}, ${bytes})`)
}
