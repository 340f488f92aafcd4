import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Change, change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { demandActing } from '../../../organization/acting.js'
import { frontendAppAccess } from '../app.access.js'
import type { RegisterAppArgs } from '../app.args.js'
import { frontendAppInput } from '../app.input.js'
import { appColumns } from '../app.queries.js'
import type { FrontendApp } from '../app.type.js'
import { mostApps } from '../limits.js'
import { demandVerified } from '../verified.js'

/**
 * Registers a frontend of an organization.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT with all problems, STATE_REFUSED if the organization is not
 *   verified or has too many
 */
export async function registerApp(
  context: SubgraphContext,
  { organizationId, input, idempotencyKey, lang }: RegisterAppArgs,
): Promise<FrontendApp> {
  demand(context.caller, frontendAppAccess.register)
  const { name } = checked(frontendAppInput, input, lang)
  const request = { action: 'registerApp', input: { organizationId, input }, idempotencyKey }
  return change(context, request, async (step) => {
    await demandActing(step, context.caller, frontendAppAccess.register, organizationId)
    await demandVerified(step, organizationId)
    await demandRoom(step, organizationId)
    const [app] = await step.rows<FrontendApp>(sql`
      insert into city.frontend_app as a (id, organization_id, name, created_at, updated_at)
      values (${randomUUID()}, ${organizationId}, ${name}, ${step.now}, ${step.now}) returning ${appColumns}`)
    return app as FrontendApp
  })
}

async function demandRoom({ rows }: Change, organizationId: string): Promise<void> {
  // Those who register at the same time wait for each other, so that they are counted.
  await rows(sql`select pg_advisory_xact_lock(hashtextextended(${`apps of ${organizationId}`}, 0))`)
  const there = await rows(sql`select from city.frontend_app where organization_id = ${organizationId}`)
  if (there.length < mostApps) return
  throw new HubError(
    'STATE_REFUSED',
    `Mehr als ${mostApps} Apps kann eine Organisation nicht haben / An organization can have ${mostApps} apps at most: remove one first.`,
  )
}
