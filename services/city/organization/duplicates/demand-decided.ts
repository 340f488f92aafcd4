import { HubError } from '../../../../platform/errors/hub-error.js'
import type { OrganizationDuplicate } from './duplicate.type.js'

/**
 * Lets pass who has said of every possible duplicate that it is another organization.
 *
 * @param decided ids of organizations somebody has looked at
 * @throws HubError DUPLICATE_SUSPECTED with the rest of them in `extensions.duplicates`
 */
export function demandDecided(
  duplicates: readonly OrganizationDuplicate[],
  decided: readonly string[],
): void {
  const open = duplicates.filter(({ id }) => !decided.includes(id))
  if (open.length === 0) return
  const names = open.map(({ id, name }) => `"${name}" (${id})`).join(', ')
  throw new HubError(
    'DUPLICATE_SUSPECTED',
    `This may be registered already: ${names}. If it is, ask one of its owners for an invitation; if not, name these ids in notADuplicateOf.`,
    { details: { duplicates: open } },
  )
}
