import { registerEnumType } from 'type-graphql'

export enum RegistrationStatus {
  OPEN = 'OPEN',
  RUNNING = 'RUNNING',
  STOPPED = 'STOPPED',
  FINISHED = 'FINISHED',
  REFUSED = 'REFUSED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(RegistrationStatus, {
  name: 'RegistrationStatus',
  description: 'How far a registration is.',
  valuesConfig: {
    OPEN: { description: 'Parts of the file are added.' },
    RUNNING: { description: 'Its rows are worked on.' },
    STOPPED: {
      description: 'Who runs it may not any more; `failure` says why. It can be run again, and goes on.',
    },
    FINISHED: { description: 'Each row has its outcome.' },
    REFUSED: { description: 'The file is not one; `failure` says why. Nothing was registered.' },
    CANCELLED: { description: 'What had been registered before stays.' },
  },
})

/** States in which a registration holds its file or its rows for what is to come. */
export const unfinished: readonly RegistrationStatus[] = [
  RegistrationStatus.OPEN,
  RegistrationStatus.RUNNING,
  RegistrationStatus.STOPPED,
]
