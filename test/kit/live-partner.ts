import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { apiKeyOf, make, mutation, verifiedOrganization } from './organizations.js'
import { copyPartner, startPartner } from './partner-subgraph.js'
import { type PeopledHub, signInCoordinator, signUp } from './people.js'
import { startUnsteadyHost, type UnsteadyHost } from './unsteady-host.js'
import type { Visitor } from './visitor.js'

const register = mutation(
  'registerSubgraph',
  { organizationId: 'ID!', input: 'SubgraphInput!' },
  'id hostProof { token }',
)
const publish = mutation(
  'publishSubgraph',
  { input: 'SubgraphVersionInput!' },
  'id status findings { code message }',
)
const approve = mutation('approveSubgraphVersion', { id: 'ID!' }, 'id status')

interface Published {
  id: string
  status: string
  findings: { code: string; message: string }[]
}

/** An organization that has registered a subgraph, which is not published yet. */
export interface RegisteredPartner {
  /** Id of the subgraph. */
  id: string
  /** What its host has to show. */
  hostToken: string
  /** Who acts for its organization. */
  owner: Visitor
  coordinator: Visitor
  /** For the commands of its CI. */
  key: string
}

/** The example of a partner's subgraph, live in a hub, behind a host that can be made to fail. */
export interface LivePartner extends RegisteredPartner {
  host: UnsteadyHost
  /** Lets it serve and publish another schema, and a coordinator approve that. */
  publish(change: (sdl: string) => string): Promise<void>
  stop(): Promise<void>
}

/** Somebody registers an organization and the subgraph `repair-cafes` of it, and a coordinator verifies the former. */
export async function registerPartner(hub: PeopledHub): Promise<RegisteredPartner> {
  const coordinator = await signInCoordinator(hub)
  const owner = await signUp(hub, 'werkzeug@beispiel.example')
  const organizationId = await verifiedOrganization(owner, coordinator, {
    email: 'werkzeug@beispiel.example',
    name: 'Werkzeugkiste e.V. (Beispiel)',
    field: 'CLIMATE',
  })
  const key = await apiKeyOf(owner, organizationId, ['READ', 'SUBGRAPHS_WRITE'])
  const { id, hostProof } = await make<{ id: string; hostProof: { token: string } }>(owner, register, {
    organizationId,
    input: { name: 'repair-cafes' },
  })
  return { id, hostToken: hostProof.token, owner, coordinator, key }
}

/** Brings the example into the graph, as its organization and a coordinator do. The hub must allow private addresses. */
export async function makePartnerLive(hub: PeopledHub): Promise<LivePartner> {
  const registered = await registerPartner(hub)
  const { hostToken, owner, coordinator } = registered
  const folder = join(hub.stateDirectory, 'partner')
  await copyPartner(folder)
  const schema = join(folder, 'schema.graphql')
  let running = await startPartner({ hostToken, folder })
  const host = await startUnsteadyHost(running.url)
  const publishNow = async () => {
    const input = { name: 'repair-cafes', url: host.url, sdl: await readFile(schema, 'utf8') }
    const version = await make<Published>(owner, publish, { input })
    if (version.status !== 'AWAITING_APPROVAL') throw new Error(JSON.stringify(version))
    await make(coordinator, approve, { id: version.id })
  }
  await publishNow()
  return {
    ...registered,
    host,
    publish: async (change) => {
      await writeFile(schema, change(await readFile(schema, 'utf8')))
      await running.stop()
      running = await startPartner({ hostToken, folder, port: Number(new URL(running.url).port) })
      await publishNow()
    },
    stop: async () => {
      await host.close()
      await running.stop()
    },
  }
}
