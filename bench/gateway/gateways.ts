import { fileURLToPath } from 'node:url'
import { projectFile } from '../../platform/project-files.js'

/** Whether equal requests that are in flight at once become one. */
export type Sharing = 'off' | 'subgraph requests' | 'on'

/** What is there when a gateway starts. */
export interface Surroundings {
  /** File of the supergraph. */
  supergraph: string
  /** Addresses of the subgraphs by name. */
  subgraphs: Readonly<Record<string, string>>
  /** Where it is to listen, on 127.0.0.1. */
  port: number
  /** Our command line's file. */
  hub: string
}

export interface BenchGateway {
  /** Short, for `--only` and for the line of JSON. */
  name: string
  title: string
  sharing: Sharing
  /** Comes from the package in peers/. */
  isPeer?: boolean
  command(surroundings: Surroundings): {
    file: string
    args: readonly string[]
    variables?: Readonly<Record<string, string>>
  }
}

export const peersFolder = fileURLToPath(projectFile('bench/gateway/peers/'))

export const gateways: readonly BenchGateway[] = [
  ours('ours', 'Bindeglied', 'off'),
  stock('stock', 'Apollo Gateway', 'own-client'),
  stock('stock-undici', 'Apollo Gateway, undici fetcher', 'undici'),
  hive('hive', 'Hive Gateway', 'subgraph requests', []),
  hive('hive-planner', 'Hive Gateway, Rust planner', 'off', ['--config-path', 'hive-planner.config.js']),
  {
    name: 'mercurius',
    title: 'Mercurius',
    sharing: 'off',
    isPeer: true,
    command: ({ subgraphs, port }) => ({
      file: `${peersFolder}mercurius.js`,
      args: [JSON.stringify(subgraphs), String(port)],
    }),
  },
  {
    name: 'floor',
    title: 'written by hand',
    sharing: 'off',
    command: ({ subgraphs, port }) => ({
      file: ownServer('floor/server'),
      args: [JSON.stringify(subgraphs), String(port)],
    }),
  },
  ours('ours-sharing', 'Bindeglied', 'on'),
  hive('hive-sharing', 'Hive Gateway, --jit', 'on', ['--jit', '--config-path', 'hive-sharing.config.js']),
  hive('hive-planner-sharing', 'Hive Gateway, Rust planner', 'on', [
    '--config-path',
    'hive-planner-sharing.config.js',
  ]),
]

function ours(name: string, title: string, sharing: 'on' | 'off'): BenchGateway {
  return {
    name,
    title,
    sharing,
    command: ({ supergraph, port, hub }) => ({
      file: hub,
      args: ['serve', 'gateway', '--supergraph', supergraph, '--port', String(port)],
      variables: {
        HUB_SHARING: sharing,
        // None of the others tells of each request, nor limits what one may cost.
        HUB_LOG_LEVEL: 'warn',
        HUB_OPERATION_MAX_COST: '1000000000',
      },
    }),
  }
}

function stock(name: string, title: string, client: 'own-client' | 'undici'): BenchGateway {
  return {
    name,
    title,
    sharing: 'off',
    command: ({ supergraph, port }) => ({
      file: ownServer('stock'),
      args: [supergraph, String(port), client],
    }),
  }
}

function hive(name: string, title: string, sharing: Sharing, settings: readonly string[]): BenchGateway {
  return {
    name,
    title,
    sharing,
    isPeer: true,
    command: ({ supergraph, port }) => ({
      file: `${peersFolder}node_modules/@graphql-hive/gateway/dist/bin.js`,
      args: [
        'supergraph',
        supergraph,
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        ...settings.map((setting) => (setting.endsWith('.js') ? peersFolder + setting : setting)),
      ],
    }),
  }
}

function ownServer(name: string): string {
  return fileURLToPath(new URL(`./servers/${name}.js`, import.meta.url))
}
