import { sql } from 'kysely'
import { type Change, change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { type OperationRoom, roomOfHub } from '../../../../../platform/registry/operation-room.js'
import { frontendAppAccess } from '../app.access.js'
import type { RegisterOperationsArgs } from '../app.args.js'
import type { OperationRegistration } from '../app.type.js'
import { beginChange } from '../begin-change.js'
import { countedAgain } from '../counted-again.js'
import { roomOfApp } from '../limits.js'
import { ownApp } from '../own-app.js'
import type { ReadOperation } from '../read-operation.js'
import { readOperations } from '../read-operations.js'
import { demandVerified } from '../verified.js'

/**
 * Registers operations of a frontend; those it has registered before stay as they are.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT with all problems, STATE_REFUSED if the organization is not
 *   verified, or there would be too many
 */
export async function registerOperations(
  context: SubgraphContext,
  { appId, input, idempotencyKey, lang }: RegisterOperationsArgs,
): Promise<OperationRegistration> {
  demand(context.caller, frontendAppAccess.registerOperations)
  const operations = await readOperations(context, input, lang)
  const request = { action: 'registerOperations', input: { appId, input }, idempotencyKey }
  return change(context, request, async (step) => {
    const app = await ownApp(step, context.caller, frontendAppAccess.registerOperations, appId)
    await demandVerified(step, app.organizationId)
    await beginChange(step)
    const added = await write(step, appId, operations)
    await demandRoom(step, appId)
    const hashes = operations.map(({ hash }) => hash)
    return { app: added > 0 ? await countedAgain(step, appId) : app, hashes, added }
  })
}

/** @returns how many were not there */
async function write(
  { rows, now }: Change,
  appId: string,
  operations: readonly ReadOperation[],
): Promise<number> {
  const given = operations.map(({ hash, text, name, plain }) => ({
    hash,
    text,
    name,
    plain_hash: plain.hash,
    plain_text: plain.text,
  }))
  const written = await rows(sql`
    insert into city.registered_operation as r
      (app_id, hash, revision, name, text, plain_hash, plain_text, changed_at)
    select ${appId}, o.hash, nextval('city.registered_operation_revision'), o.name, o.text, o.plain_hash, o.plain_text,
      ${now}
    from (
      select distinct on (hash) * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given(hash text, text text, name text, plain_hash text, plain_text text)
    ) as o
    on conflict (app_id, hash) do update set revision = excluded.revision, name = excluded.name, text = excluded.text,
      plain_hash = excluded.plain_hash, plain_text = excluded.plain_text, changed_at = excluded.changed_at
    where r.text is null returning 1`)
  return written.length
}

async function demandRoom({ rows }: Change, appId: string): Promise<void> {
  const [taken] = await rows<{ app: OperationRoom; hub: OperationRoom }>(sql`
    select json_build_object('operations', count(*) filter (where app_id = ${appId}),
        'bytes', coalesce(sum(octet_length(text)) filter (where app_id = ${appId}), 0)) as app,
      json_build_object('operations', count(*), 'bytes', coalesce(sum(octet_length(text)), 0)) as hub
    from city.registered_operation where text is not null`)
  if (taken === undefined) return
  if (isMore(taken.app, roomOfApp)) {
    throw new HubError(
      'STATE_REFUSED',
      `Für diese App wären das zu viele Operationen / These would be too many operations for this app: it can have ${roomOfApp.operations}, ${roomOfApp.bytes} bytes in all. Remove some first.`,
    )
  }
  if (isMore(taken.hub, roomOfHub)) {
    throw new HubError(
      'STATE_REFUSED',
      'Hier sind zu viele Operationen angemeldet / There are too many operations registered here: ask a coordinator.',
    )
  }
}

function isMore(taken: OperationRoom, room: OperationRoom): boolean {
  return taken.operations > room.operations || taken.bytes > room.bytes
}
