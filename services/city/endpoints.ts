import type { FastifyInstance } from 'fastify'
import type { ServiceParts } from '../../platform/service/definition.js'
import { addInterestFeed } from './interest/feed/interest-feed.js'
import { addInterestPages } from './interest/pages/interest-pages.js'
import { addBookingFeeds } from './matching/booking-calendar/feed/endpoint.js'
import { addExports } from './matching/export/endpoint.js'
import { addAtomFeed } from './notification/atom/endpoint.js'
import { addOperationsEndpoint } from './registry/operation/endpoint.js'
import { addReleaseEndpoints } from './registry/release/endpoints.js'
import { addReportEndpoint } from './registry/use/report/endpoint.js'

/** What lies beside city's graph: feeds, tables, the pages where links of mails lead, and
 * what gateways ask of the registry. */
export async function addEndpoints(server: FastifyInstance, parts: ServiceParts): Promise<void> {
  await addAtomFeed(server, parts)
  await addInterestFeed(server, parts)
  await addBookingFeeds(server, parts)
  await addExports(server, parts)
  await addInterestPages(server, parts)
  addReleaseEndpoints(server, parts)
  addOperationsEndpoint(server, parts)
  addReportEndpoint(server, parts)
}
