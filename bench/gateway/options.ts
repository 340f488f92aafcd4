import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { HubError } from '../../platform/errors/hub-error.js'
import { projectFile } from '../../platform/project-files.js'
import { type BenchGateway, gateways } from './gateways.js'

export interface Options {
  /** In the order of the tables. */
  chosen: readonly BenchGateway[]
  rounds: number
  /** Of each gateway's turn with a query, about. */
  seconds: number
  /** Before its first turn. */
  warmUpSeconds: number
  connections: number
  /** Our command line's file. */
  hub: string
  /** Processes that wanted to run in the minute before: others' work on the machine. */
  loadBefore: number
  /** Whether docs/performance.md and its plot get what is found. */
  writeDocs: boolean
}

/** @throws HubError CONFIG_INVALID for a gateway or a number there is none of; TypeError for other words */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      'warm-up': { type: 'string', default: '4' },
      connections: { type: 'string', default: '10' },
      quick: { type: 'boolean', default: false },
      hub: { type: 'string', default: fileURLToPath(projectFile('dist/bin/hub.js')) },
      'write-docs': { type: 'boolean', default: false },
    },
  })
  const { quick } = values
  return {
    chosen: chosenOf(values.only),
    rounds: quick ? 2 : positive('rounds', values.rounds),
    seconds: quick ? 1 : positive('seconds', values.seconds),
    warmUpSeconds: quick ? 2 : positive('warm-up', values['warm-up']),
    connections: positive('connections', values.connections),
    hub: values.hub,
    loadBefore: loadavg()[0] ?? 0,
    writeDocs: values['write-docs'],
  }
}

function chosenOf(only: string | undefined): readonly BenchGateway[] {
  if (only === undefined) return gateways
  const names = only.split(',')
  const unknown = names.filter((name) => !gateways.some((gateway) => gateway.name === name))
  if (unknown.length === 0) return gateways.filter(({ name }) => names.includes(name))
  const known = gateways.map(({ name }) => name).join(', ')
  throw new HubError('CONFIG_INVALID', `There is no gateway "${unknown.join('", "')}"; there are ${known}.`)
}

function positive(name: string, text: string): number {
  const number = Number(text)
  if (number > 0) return number
  throw new HubError('CONFIG_INVALID', `--${name} is to be a number above 0, not "${text}".`)
}
