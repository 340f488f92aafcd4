import { describe, expect, test } from '@jest/globals'
import {
  demandVersionStep,
  givesWay,
  reachedStatus,
  type Standing,
  type VersionStep,
  versionLife,
} from '../../../../services/city/registry/version/version-life.js'
import { SubgraphVersionStatus as Status } from '../../../../services/city/registry/version/version-status.js'

const steps = Object.keys(versionLife) as VersionStep[]
const statuses = Object.values(Status)

/** The whole table: each step with the states it fits. */
const fitting: Record<VersionStep, Status[]> = {
  submit: [Status.SANDBOX],
  withdraw: [Status.SANDBOX, Status.AWAITING_APPROVAL, Status.CANARY],
  approve: [Status.AWAITING_APPROVAL],
  refuse: [Status.AWAITING_APPROVAL, Status.CANARY],
  rollOut: [Status.CANARY],
}

describe('a step with a version', () => {
  test.each(steps.flatMap((step) => statuses.map((status) => [step, status] as const)))(
    '%s fits the state %s or is refused with the state in the details',
    (step, status) => {
      const take = () => demandVersionStep(step, status)
      if (fitting[step].includes(status)) expect(take).not.toThrow()
      else {
        expect(take).toThrow(expect.objectContaining({ code: 'STATE_REFUSED', details: { status } }))
      }
    },
  )
})

describe('a version without errors', () => {
  const usual: Standing = {
    sandbox: false,
    approved: false,
    trusted: false,
    followsLive: false,
    breaking: false,
    suspended: false,
  }
  test.each<[string, Partial<Standing>, Status]>([
    ['waits for a coordinator', {}, Status.AWAITING_APPROVAL],
    ['stays in the sandbox if it is to, whatever else', { sandbox: true, approved: true }, Status.SANDBOX],
    ['is live at once if its content was approved', { approved: true, breaking: true }, Status.LIVE],
    [
      'is live at once if its subgraph is trusted and live',
      { trusted: true, followsLive: true },
      Status.LIVE,
    ],
    ['waits if it is the first of a trusted subgraph', { trusted: true }, Status.AWAITING_APPROVAL],
    [
      'waits if it breaks something, also of a trusted subgraph',
      { trusted: true, followsLive: true, breaking: true },
      Status.AWAITING_APPROVAL,
    ],
    ['waits while its subgraph is suspended', { approved: true, suspended: true }, Status.AWAITING_APPROVAL],
  ])('%s', (_name, given, expected) => {
    expect(reachedStatus({ ...usual, ...given })).toBe(expected)
  })
})

test.each<[string, [number, Status], [number, Status], boolean]>([
  ['what was live gives way to what is', [1, Status.LIVE], [2, Status.LIVE], true],
  ['what is live gives way to what is rolled back to', [3, Status.LIVE], [1, Status.LIVE], true],
  ['what is live stays beside a canary', [1, Status.LIVE], [2, Status.CANARY], false],
  ['a canary gives way to another one', [2, Status.CANARY], [3, Status.CANARY], true],
  ['an older canary gives way to what is live', [2, Status.CANARY], [3, Status.LIVE], true],
  [
    'a newer canary stays when an older version is rolled back to',
    [4, Status.CANARY],
    [1, Status.LIVE],
    false,
  ],
  [
    'an older sandbox gives way to what awaits approval',
    [2, Status.SANDBOX],
    [3, Status.AWAITING_APPROVAL],
    true,
  ],
  [
    'what awaits approval stays beside a newer sandbox',
    [2, Status.AWAITING_APPROVAL],
    [3, Status.SANDBOX],
    false,
  ],
])('%s', (_name, [otherNumber, otherStatus], [number, status], expected) => {
  expect(givesWay({ number: otherNumber, status: otherStatus }, { number, status })).toBe(expected)
})
