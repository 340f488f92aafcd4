import type { ReadyMessage } from '../process.js'

/** A line of the supervisor's own, between the processes' log lines. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** The one table of the start: what runs, where, in what state. */
export function printReady(database: { address: string; state: string }, ready: ReadyMessage['ready']): void {
  const rows = [
    ['PROCESS', 'ADDRESS', 'STATE'],
    ['database', database.address, database.state],
    ...ready.map(({ name, address }) => [name, address, 'ready']),
  ]
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  for (const [name = '', address = '', state = ''] of rows) {
    say(`  ${name.padEnd(widths[0] ?? 0)}  ${address.padEnd(widths[1] ?? 0)}  ${state}`)
  }
  const gateway = ready.find(({ name }) => name === 'gateway')
  say(`\nOpen ${gateway?.address}/graphiql to ask the graph. Ctrl-C stops everything.\n`)
}
