import type { Figures, Results } from './results.js'
import type { Target } from './targets.js'

/** Medians and ratios in one line, for programs. */
export function jsonLine({ circumstances, queries, absent }: Results): string {
  return JSON.stringify({
    ...circumstances,
    queries: Object.fromEntries(
      queries.map(({ query, rows, ratios }) => [
        query,
        {
          gateways: Object.fromEntries(
            rows.map(({ gateway, restMib, figures }) => [
              gateway.name,
              { sharing: gateway.sharing, restMib: rounded(restMib), ...medians(figures) },
            ]),
          ),
          ratios: Object.fromEntries(
            ratios.map(({ target, goal, reached, spread }) => [
              nameOf(target),
              {
                goal,
                reached,
                min: rounded(spread.min),
                median: rounded(spread.median),
                max: rounded(spread.max),
              },
            ]),
          ),
        },
      ]),
    ),
    absent: Object.fromEntries(absent.map(({ gateway, reason }) => [gateway.name, reason])),
  })
}

function nameOf({ figure, ours, peer, bound }: Target): string {
  return `${figure} ${bound === 'at most' ? `${ours}/${peer}` : `${peer}/${ours}`}`
}

function medians(figures: Figures): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, { median }]) => [name, rounded(median)]))
}

function rounded(number: number): number {
  return Number(number.toPrecision(4))
}
