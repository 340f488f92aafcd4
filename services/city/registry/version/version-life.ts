import { stateRefused } from '../subgraph/state-refused.js'
import { SubgraphVersionStatus as Status } from './version-status.js'

/** What can be done with a version, and in which states. */
export const versionLife = {
  submit: [Status.SANDBOX],
  withdraw: [Status.SANDBOX, Status.AWAITING_APPROVAL, Status.CANARY],
  approve: [Status.AWAITING_APPROVAL],
  refuse: [Status.AWAITING_APPROVAL, Status.CANARY],
  rollOut: [Status.CANARY],
} as const

export type VersionStep = keyof typeof versionLife

const german: Record<VersionStep, string> = {
  submit: 'zur Freigabe eingereicht',
  withdraw: 'zurückgezogen',
  approve: 'freigegeben',
  refuse: 'abgelehnt',
  rollOut: 'weiter ausgerollt',
}
const english: Record<VersionStep, string> = {
  submit: 'submitted',
  withdraw: 'withdrawn',
  approve: 'approved',
  refuse: 'refused',
  rollOut: 'rolled out',
}

/** @throws HubError STATE_REFUSED if the step does not fit the state the version is in, saying which it fits */
export function demandVersionStep(step: VersionStep, status: Status): void {
  const fitting: readonly Status[] = versionLife[step]
  if (fitting.includes(status)) return
  const states = fitting.join(', ')
  throw stateRefused(
    `Eine Version im Stand ${status} kann nicht ${german[step]} werden; möglich im Stand: ${states}`,
    `A version that is ${status} cannot be ${english[step]}; it must be: ${states}.`,
    { status },
  )
}

/** What decides how far a version goes that has no errors. */
export interface Standing {
  /** Whether its publisher wants it to stay in the sandbox for now. */
  sandbox: boolean
  /** Whether a coordinator has approved this content before. */
  approved: boolean
  /** Whether its subgraph may do without approvals. */
  trusted: boolean
  /** Whether a version of its subgraph is live. */
  followsLive: boolean
  breaking: boolean
  suspended: boolean
}

/** How far a version goes by itself. */
export function reachedStatus(standing: Standing) {
  if (standing.sandbox) return Status.SANDBOX
  const { approved, trusted, followsLive, breaking, suspended } = standing
  const free = approved || (trusted && followsLive && !breaking)
  return free && !suspended ? Status.LIVE : Status.AWAITING_APPROVAL
}

/** How far on its way a version is. */
const rank: Partial<Record<Status, number>> = {
  [Status.SANDBOX]: 1,
  [Status.AWAITING_APPROVAL]: 2,
  [Status.CANARY]: 3,
  [Status.LIVE]: 4,
}

interface Placed {
  number: number
  status: Status
}

/**
 * Whether a version gives way to another one of its subgraph that takes a new status: what has that status itself, and
 * what is older and not as far.
 */
export function givesWay(other: Placed, placed: Placed): boolean {
  if (other.number === placed.number) return false
  if (other.status === placed.status) return true
  return other.number < placed.number && (rank[other.status] ?? 0) < (rank[placed.status] ?? 0)
}
