import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller } from '../../../../platform/caller/caller.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { demand } from '../../../../platform/graph/access.js'
import { withBatches } from '../../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { chooseLanguage, type PageLanguage } from '../../../../platform/pages/language.js'
import type { ServiceParts } from '../../../../platform/service/definition.js'
import type { Logger } from '../../../../platform/telemetry/logger.js'
import { overviewAccess } from '../overview/overview.access.js'
import { begun } from './begun.js'
import { csvOf } from './csv.js'
import { refusalOf } from './refusals.js'
import type { Table } from './table.js'
import { tables } from './tables/tables.js'

const bearer = 'Bearer '

/**
 * Puts `GET /exports/<table>.csv` on a server: coordinators' views as tables for spreadsheets. The gateway says by a
 * token who asks, as it does for the graph.
 */
export async function addExports(server: FastifyInstance, parts: ServiceParts): Promise<void> {
  for (const table of tables) addExport(server, parts, table)
}

function addExport(server: FastifyInstance, parts: ServiceParts, table: Table): void {
  server.route({
    method: 'GET',
    url: `/exports/${table.name}.csv`,
    handler: async (request, reply) => {
      const caller = await coordinatorOf(request, parts)
      const lang = languageOf(request)
      const { columns, chunks, fileName } = table.open(
        parametersOf(request),
        contextOf(request, parts, caller),
        lang,
      )
      const csv = csvOf(columns, await begun(chunks), lang)
      return reply
        .headers({
          'cache-control': 'private, no-store',
          'content-language': lang,
          'content-disposition': `attachment; filename="${fileName[lang]}.csv"`,
        })
        .type('text/csv; charset=utf-8')
        .send(csv)
    },
    errorHandler: (error, request, reply) => {
      const lang = languageOf(request)
      const refusal = refusalOf(error, table, lang)
      if (refusal === undefined) throw error
      return reply
        .code(refusal.status)
        .headers({ 'cache-control': 'private, no-store', 'content-language': lang })
        .type('text/plain; charset=utf-8')
        .send(`${refusal.text}\n`)
    },
  })
}

/** @throws HubError CALLER_REFUSED for who comes past the gateway, UNAUTHENTICATED, FORBIDDEN */
async function coordinatorOf(
  { headers: { authorization = '' } }: FastifyRequest,
  { verifyCaller, clock }: ServiceParts,
): Promise<Caller> {
  if (!authorization.startsWith(bearer)) {
    throw new HubError('CALLER_REFUSED', 'Exports are given out through the gateway only.')
  }
  const caller = await verifyCaller(authorization.slice(bearer.length), clock())
  demand(caller, overviewAccess.read)
  return caller
}

function contextOf(
  { log, id }: FastifyRequest,
  { config, database, clock }: ServiceParts,
  caller: Caller,
): SubgraphContext {
  return withBatches({ caller, config, database, logger: log as Logger, requestId: id, now: clock() })
}

function languageOf({ query, headers }: FastifyRequest): PageLanguage {
  return chooseLanguage((query as Record<string, unknown>).lang, headers['accept-language'])
}

function parametersOf({ query }: FastifyRequest): Record<string, unknown> {
  return { ...(query as Record<string, unknown>) }
}
