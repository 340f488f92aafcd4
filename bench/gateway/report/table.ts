import type { BenchGateway } from '../gateways.js'
import type { QueryResults, Ratio, Results, Row } from './results.js'
import type { Spread } from './spread.js'
import type { Compared } from './targets.js'

/** Results as Markdown, which is also what the screen shows. */
export function tables(results: Results): string {
  const { queries, absent } = results
  return [
    ...queries.flatMap((query) => [figures(query), ratios(query)]),
    ...(absent.length === 0 ? [] : [absentGateways(results)]),
  ].join('\n')
}

/** A line that says how the figures came about. */
export function circumstances({ circumstances: found }: Results): string {
  const { node, processor, cores, rounds, seconds, connections, loadBefore } = found
  return [
    `Node ${node}`,
    `${processor}, ${cores} cores, load of ${loadBefore.toFixed(1)} by other work before`,
    `${rounds} rounds of about ${seconds} s, ${connections} connections, closed loop`,
  ].join('; ')
}

function figures({ query, rows }: QueryResults): string {
  return markdown(
    [
      `${query} query`,
      'sharing',
      'CPU per request, ms',
      'requests/s',
      'p50, ms',
      'p99, ms',
      'memory, MiB: at rest',
      'under load',
      'subgraph requests',
    ],
    rows.map(figuresOf),
  )
}

function figuresOf({ gateway, restMib, figures: found }: Row): string[] {
  return [
    gateway.title,
    gateway.sharing,
    spread(found.cpuMs),
    spread(found.requestsPerSecond),
    spread(found.p50),
    spread(found.p99),
    restMib.toFixed(0),
    found.memoryMib.max.toFixed(0),
    digits(found.subgraphRequests.median),
  ]
}

function ratios({ query, ratios: all }: QueryResults): string {
  return markdown([`${query} query`, 'ratio', 'goal', ''], all.map(ratioOf))
}

const comparedNames: Record<Compared, string> = {
  cpuMs: 'CPU per request',
  memoryMib: 'memory under load',
  restMib: 'memory at rest',
}

function ratioOf({ target, ours, peer, goal, reached, spread: found }: Ratio): string[] {
  const [upper, lower, sign] = target.bound === 'at most' ? [ours, peer, '≤'] : [peer, ours, '≥']
  return [
    `${comparedNames[target.figure]}: ${fullName(upper)} over ${fullName(lower)}`,
    spread(found),
    `${sign} ${goal}`,
    reached ? 'reached' : 'missed',
  ]
}

/** Two ways of running one gateway may differ in what they share only. */
function fullName({ title, sharing }: BenchGateway): string {
  return sharing === 'off' ? title : `${title} (sharing: ${sharing})`
}

function absentGateways({ absent }: Results): string {
  return markdown(
    ['no figures', 'why'],
    absent.map(({ gateway, reason }) => [fullName(gateway), oneLine(reason)]),
  )
}

/** Median, and the least and the most of all rounds. */
function spread({ min, median, max }: Spread): string {
  return `${digits(median)} (${digits(min)}–${digits(max)})`
}

/** Three digits that count. */
function digits(number: number): string {
  return number >= 100 ? number.toFixed(0) : number.toPrecision(3)
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return `${[line(head), rule, ...rows.map(line)].join('\n')}\n`
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 300)
}
