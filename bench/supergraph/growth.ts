import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parse } from 'graphql'
import { type LoadedSupergraph, loadSupergraph } from '../../gateway/supergraph/supergraph.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { compose } from '../../schema/compose.js'
import { ownContracts } from '../../schema/contracts.js'
import { median } from '../hub-process.js'
import { partnerContracts } from './partner-contracts.js'

/** Partners beside the hub's own seven subgraphs. */
const sizes = [10, 50, 200]
/** Rounds of each; the middle one counts. */
const rounds = 5
/** Supergraphs that are kept at once, to see what one of them takes. */
const kept = 5

setFlagsFromString('--expose_gc')
const collectGarbage: () => void = runInNewContext('gc')

const { contracts: own } = await ownContracts()
const operation = parse('{ districts { name things0(first: 5) { nodes { name } } } }')

process.stdout.write(`node ${process.version}; medians of ${rounds}\n`)
process.stdout.write('partners  SDL kB  compose ms  load ms  longest step ms  first plan ms  MiB each\n')
for (const size of sizes) {
  const contracts = [...own, ...partnerContracts(size)]
  const composing: number[] = []
  let text = ''
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    const composition = compose(contracts)
    composing.push(performance.now() - begun)
    if (!('supergraph' in composition)) throw new HubError('SCHEMA_INVALID', 'The partners do not compose.')
    text = composition.supergraph
  }
  const loading: number[] = []
  const longest: number[] = []
  const planning: number[] = []
  for (let round = 0; round < rounds; round++) {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const begun = performance.now()
    const { plans } = await loadSupergraph(text)
    loading.push(performance.now() - begun)
    delay.disable()
    longest.push(delay.max / 1e6)
    const planned = performance.now()
    plans.of('things', operation, undefined)
    planning.push(performance.now() - planned)
  }
  const figures = [
    size,
    text.length / 1000,
    median(composing),
    median(loading),
    median(longest),
    median(planning),
    await memoryOfEach(text),
  ]
  process.stdout.write(`${figures.map((figure) => figure.toFixed(0).padStart(9)).join('')}\n`)
}

async function memoryOfEach(text: string): Promise<number> {
  const before = await heap()
  const all: LoadedSupergraph[] = []
  for (let count = 0; count < kept; count++) {
    const supergraph = await loadSupergraph(text)
    supergraph.plans.of('things', operation, undefined)
    all.push(supergraph)
  }
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
