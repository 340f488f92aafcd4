import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { serviceDatabaseUrl } from '../database/roles.js'
import type { ErrorCode } from '../errors/codes.js'
import { HubError } from '../errors/hub-error.js'
import type { SubgraphName } from '../subgraphs.js'
import { type ChangeListener, type Listening, listenForChanges } from './change-listener.js'
import type { ServiceParts } from './definition.js'
import { onlyGateways } from './gateway-only.js'

/** Bytes a gateway that reads too slowly may fall behind; it then begins anew. */
const mostBacklogBytes = 1024 * 1024

export interface ChangeStream<Change> extends Omit<Listening<Change>, 'databaseUrl' | 'logger'> {
  service: SubgraphName
  path: string
  /** What is answered while changes are not heard. */
  unavailable: ErrorCode
}

/**
 * Puts on a server a stream that tells gateways of changes: a JSON object a line (NDJSON), `start` first, `alive` every
 * second. It ends whenever a change may have been missed: whoever follows begins anew.
 */
export function addChangeStream<Change extends { kind: string }>(
  server: FastifyInstance,
  parts: ServiceParts,
  { service, path, unavailable, ...listening }: ChangeStream<Change>,
): void {
  const { config, logger } = parts
  const databaseUrl = serviceDatabaseUrl(service, config)
  const changes = listenForChanges({ ...listening, databaseUrl, logger })
  server.get(path, onlyGateways(parts), async (_request, reply) => {
    if (!changes.listening())
      throw new HubError(unavailable, 'Changes cannot be followed at the moment: ask again.')
    return reply.type('application/x-ndjson').send(streamOf(changes))
  })
  // Streams never end by themselves, and a server waits for its answers before it closes.
  server.addHook('preClose', () => changes.close())
}

function streamOf<Change extends { kind: string }>(changes: ChangeListener<Change>): PassThrough {
  const stream = new PassThrough()
  const write = (line: object) => {
    if (stream.writableLength > mostBacklogBytes) stream.destroy()
    else stream.write(`${JSON.stringify(line)}\n`)
  }
  const unfollow = changes.follow({ changed: write, ended: () => stream.end() })
  stream.on('close', unfollow)
  write({ kind: 'start' })
  return stream
}
