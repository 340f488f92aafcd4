import { randomUUID } from 'node:crypto'
import type { Plan, Proposal, UnmetNeed } from '../../../../../matching/plan.js'
import type { Window } from '../../../../../matching/windows.js'
import { writtenAmount } from '../../problem/amount.js'
import type { FoundPlan } from './engine-order.js'

/** Rows of one statement. */
const rowsAtOnce = 500

/** A plan as it is stored. */
export function foundPlan({ proposals, unmet, objective, bound, stoppedBy, ms }: Plan): FoundPlan {
  return {
    proposals: inChunks(proposals.map(matchRow)),
    resourceIds: [...new Set(proposals.map(({ resourceId }) => resourceId))],
    unmet: inChunks(unmet.map(unmetRow)),
    objective: String(objective),
    bound: String(bound),
    stoppedBy,
    ms: Math.round(ms),
  }
}

function matchRow({ needId, resourceId, amount, windows, score, terms, alternatives }: Proposal) {
  return {
    id: randomUUID(),
    need_id: needId,
    resource_id: resourceId,
    amount: writtenAmount(amount),
    during: multirange(windows),
    score,
    terms,
    alternatives,
  }
}

function unmetRow({ needId, missing, offered, givenToOthers, obstacles, farOff }: UnmetNeed) {
  return {
    need_id: needId,
    missing: writtenAmount(missing),
    offered,
    given_to_others: givenToOthers,
    obstacles,
    far_off: farOff,
  }
}

/** As PostgreSQL writes it: `{[from,to),…}`. */
function multirange(windows: readonly Window[]): string {
  const moment = (ms: number) => new Date(ms).toISOString()
  return `{${windows.map(([from, to]) => `[${moment(from)},${moment(to)})`).join(',')}}`
}

function inChunks(rows: readonly object[]): string[] {
  const chunks: string[] = []
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    chunks.push(JSON.stringify(rows.slice(start, start + rowsAtOnce)))
  }
  return chunks
}
