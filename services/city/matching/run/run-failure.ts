import type { LocalizedText } from '../../../../platform/graph/language.js'

/** Why a run could not be ended: a closed list of codes, each with what it says to people. */
export const runFailures = {
  OUT_OF_MEMORY: {
    DE: 'Der Abgleich braucht mehr Speicher, als ihm erlaubt ist. Bitte auf weniger Arten, Themen oder Ortsteile beschränken.',
    EN: 'The run needs more memory than it is allowed. Limit it to fewer kinds, fields or districts.',
  },
  OVERDUE: {
    DE: 'Der Abgleich kam nicht rechtzeitig zum Ende. Bitte mehr Zeit geben oder auf weniger Arten, Themen oder Ortsteile beschränken.',
    EN: 'The run did not come to its end in time. Give it more time, or limit it to fewer kinds, fields or districts.',
  },
  ENGINE_FAILED: {
    DE: 'Beim Abgleich ist ein Fehler aufgetreten, der nicht hätte auftreten dürfen; er steht im Protokoll des Systems.',
    EN: 'Something failed in the run that should not have; the log of the system has it.',
  },
  INTERRUPTED: {
    DE: 'Der Abgleich wurde dreimal unterbrochen. Bitte neu starten, wenn das System wieder ruhig läuft.',
    EN: 'The run was interrupted three times. Start it again when the system runs steadily.',
  },
} as const satisfies Record<string, LocalizedText>

export type RunFailure = keyof typeof runFailures
