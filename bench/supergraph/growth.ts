import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type DocumentNode, parse } from 'graphql'
import { openSupergraph } from '../../gateway/planning/open-supergraph.js'
import { createPlanner, type Planner } from '../../gateway/planning/planner.js'
import { loadSupergraph } from '../../gateway/supergraph/supergraph.js'
import { parseConfig } from '../../platform/config/config.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { composeSupergraph } from '../../schema/compose.js'
import { ownContracts } from '../../schema/contracts.js'
import { median } from '../hub-process.js'
import { partnerContracts } from './partner-contracts.js'

/** Partners beside the hub's own seven subgraphs, and rounds of each; the middle one counts. */
const sizes = [
  { partners: 10, rounds: 5 },
  { partners: 50, rounds: 5 },
  // Composing these takes half a minute.
  { partners: 200, rounds: 1 },
]
/** Supergraphs that are kept at once, to see what one of them takes. */
const kept = 3

setFlagsFromString('--expose_gc')
const collectGarbage: () => void = runInNewContext('gc')

const { contracts: own } = await ownContracts()
const { planning } = parseConfig({ HUB_PLANNING_MEMORY_MB: '4096' })
const logger = createLogger({ level: 'silent', format: 'json' }, 'gateway')

const columns = [
  'partners',
  'SDL kB',
  'compose CPU ms',
  'load CPU ms',
  'longest step ms',
  'first plan ms',
  'MiB of gateway',
  'MiB of planner',
]
process.stdout.write(`node ${process.version}\n${columns.join('  ')}\n`)
for (const { partners, rounds } of sizes) {
  const contracts = [...own, ...partnerContracts(partners)]
  const composing: number[] = []
  let text = ''
  for (let round = 0; round < rounds; round++) {
    const begun = process.cpuUsage()
    text = composeSupergraph(contracts)
    composing.push(cpuMsSince(begun))
  }
  const loads: Load[] = []
  for (let round = 0; round < rounds; round++) loads.push(await load(text))
  const figures = [
    partners,
    text.length / 1000,
    median(composing),
    median(loads.map(({ cpuMs }) => cpuMs)),
    median(loads.map(({ longestStepMs }) => longestStepMs)),
    median(loads.map(({ planMs }) => planMs)),
    await memoryInGateway(text),
    await memoryInPlanner(text),
  ]
  process.stdout.write(
    `${figures.map((figure, index) => figure.toFixed(0).padStart((columns[index] ?? '').length)).join('  ')}\n`,
  )
}

interface Load {
  /** Of all threads. */
  cpuMs: number
  /** Of the thread that answers requests. */
  longestStepMs: number
  planMs: number
}

/** Each with a planner of its own, whose thread starts with it. */
async function load(text: string): Promise<Load> {
  const planner = createPlanner({ bounds: planning, logger })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const begun = process.cpuUsage()
  const { plans } = await loadSupergraph(text, planner)
  const cpuMs = cpuMsSince(begun)
  delay.disable()
  const loaded = performance.now()
  await plans.of(operation(), undefined)
  const planMs = performance.now() - loaded
  await planner.close()
  return { cpuMs, longestStepMs: delay.max / 1e6, planMs }
}

function cpuMsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1000
}

function operation(): DocumentNode {
  return parse('{ districts { name things0(first: 5) { nodes { name } } } }')
}

async function memoryInGateway(text: string): Promise<number> {
  const planner = createPlanner({ bounds: planning, logger })
  const each = await memoryOfEach(() => loadAnew(text, planner))
  await planner.close()
  return each
}

/** What this thread has of it; the planner is let go of its part. */
async function loadAnew(text: string, planner: Planner): Promise<unknown> {
  const supergraph = await loadSupergraph(text, planner)
  await supergraph.close()
  return supergraph
}

/** What is in the planner's thread, here. */
function memoryInPlanner(text: string): Promise<number> {
  return memoryOfEach(async () => {
    const supergraph = openSupergraph(text)
    supergraph.plan('{ districts { name things0(first: 5) { nodes { name } } } }', undefined)
    return supergraph
  })
}

/** MiB. */
async function memoryOfEach(make: () => Promise<unknown>): Promise<number> {
  const before = await heap()
  const all: unknown[] = []
  for (let count = 0; count < kept; count++) all.push(await make())
  return ((await heap()) - before) / all.length
}

/** MiB. */
async function heap(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    collectGarbage()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return process.memoryUsage().heapUsed / 2 ** 20
}
