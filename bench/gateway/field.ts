import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { messageOf } from '../../platform/errors/hub-error.js'
import { composeSupergraph } from '../../schema/compose.js'
import { type Child, startChild } from './child.js'
import type { BenchGateway } from './gateways.js'
import { subgraphs as benchSubgraphs } from './graph/subgraphs.js'
import type { Options } from './options.js'
import { installPeers } from './peers.js'
import { type RunningGateway, startGateway } from './start-gateway.js'

/** A gateway without figures. */
export interface Absent {
  gateway: BenchGateway
  reason: string
}

/** Everything a run needs, each part in a process of its own. */
export interface Field {
  subgraphs: Child
  load: Child
  running: readonly RunningGateway[]
  absent: readonly Absent[]
  stop(): Promise<void>
}

/** Starts the subgraphs, the gateways, and the process that makes the load. A gateway that does not start is absent. */
export async function startField({ chosen, hub }: Pick<Options, 'chosen' | 'hub'>): Promise<Field> {
  const folder = await mkdtemp(join(tmpdir(), 'bindeglied-bench-'))
  const subgraphs = startOwn('subgraphs')
  const load = startOwn('load')
  const running: RunningGateway[] = []
  const absent: Absent[] = []
  const stop = async () => {
    await Promise.all(
      [...running.map(({ process }) => process), load, subgraphs].map((child) => child.stop()),
    )
    await rm(folder, { recursive: true })
  }
  try {
    const addresses = await subgraphs.ask<Record<string, string>>('addresses')
    const supergraph = join(folder, 'supergraph.graphql')
    await writeFile(supergraph, supergraphOver(addresses))
    const missing = chosen.some(({ isPeer }) => isPeer) ? await installPeers() : undefined
    for (const gateway of chosen) {
      try {
        if (gateway.isPeer && missing !== undefined) throw new Error(missing)
        running.push(await startGateway(gateway, { supergraph, subgraphs: addresses, hub }))
      } catch (error) {
        absent.push({ gateway, reason: messageOf(error) })
      }
    }
    return { subgraphs, load, running, absent, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function startOwn(name: string): Child {
  return startChild({ name, file: fileURLToPath(new URL(`./servers/${name}.js`, import.meta.url)) })
}

function supergraphOver(addresses: Readonly<Record<string, string>>): string {
  return composeSupergraph(benchSubgraphs.map(({ name, sdl }) => ({ name, sdl, url: addresses[name] ?? '' })))
}
