import type { FastifyInstance } from 'fastify'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { gatewayReport, reportLimitBytes } from '../../../../../platform/registry/report.js'
import type { ServiceParts } from '../../../../../platform/service/definition.js'
import { onlyGateways } from '../../../../../platform/service/gateway-only.js'
import { countReport } from './count-report.js'

/** Puts `POST /registry/reports` on a server: what a gateway has counted since its last report. */
export function addReportEndpoint(server: FastifyInstance, parts: ServiceParts): void {
  const options = { ...onlyGateways(parts), bodyLimit: reportLimitBytes }
  server.post('/registry/reports', options, async (request, reply) => {
    const report = gatewayReport.safeParse(request.body)
    if (!report.success) throw new HubError('BAD_REQUEST', 'The body is no report of a gateway.')
    const { left } = await countReport(parts.database, report.data, parts.clock())
    if (left > 0) {
      request.log.warn(
        { operations: left },
        'more operations are new today than are kept; some are not counted',
      )
    }
    return reply.code(204).send()
  })
}
