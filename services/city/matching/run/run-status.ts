import { registerEnumType } from 'type-graphql'

export enum RunStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  FINISHED = 'FINISHED',
  CANCELLED = 'CANCELLED',
  FAILED = 'FAILED',
}

registerEnumType(RunStatus, {
  name: 'MatchingRunStatus',
  description: 'How far a matching run has come.',
  valuesConfig: {
    QUEUED: { description: 'Waits for its turn.' },
    RUNNING: { description: 'At work; `progress` tells how far.' },
    FINISHED: { description: 'Its proposals are there.' },
    CANCELLED: { description: 'Somebody stopped it; it has proposed nothing.' },
    FAILED: { description: 'It could not be ended; `failure` says why. It has proposed nothing.' },
  },
})
