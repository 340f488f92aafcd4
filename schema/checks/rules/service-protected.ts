import { type Found, rule } from '../rule.js'
import type { CheckOrder } from '../subject.js'

type Case = 'protected' | 'references'

const remedy = {
  DE: 'Lassen Sie Anfragen ohne Signatur zu, solange geprüft wird, oder klären Sie es mit der Koordination.',
  EN: 'Allow requests without a signature while it is checked, or settle it with the coordinators.',
}

/** A subgraph that answers signed requests only cannot be looked at whole: those who decide are told. */
export const serviceProtected = rule({
  code: 'SERVICE_PROTECTED',
  severity: 'WARNING',
  wordings: {
    protected: {
      message: {
        DE: 'Der Teilgraph unter {url} antwortet nur auf signierte Anfragen; ob er dieses Schema hat und Verweise gesammelt auflöst, ließ sich nicht prüfen.',
        EN: 'The subgraph at {url} answers signed requests only; whether it has this schema and resolves references in batches could not be checked.',
      },
      remedy,
    },
    references: {
      message: {
        DE: 'Der Teilgraph unter {url} beantwortet Verweise nur in signierten Anfragen; ob er sie gesammelt auflöst, ließ sich nicht prüfen.',
        EN: 'The subgraph at {url} answers references in signed requests only; whether it resolves them in batches could not be checked.',
      },
      remedy,
    },
  },
  *find({ url, live }: Pick<CheckOrder, 'url' | 'live'>): Iterable<Found<Case>> {
    if (live?.service.kind === 'PROTECTED') yield { wording: 'protected', params: { url } }
    const wantsSignature = live?.entities.some((probe) => !probe.answered && probe.problem === 'PROTECTED')
    if (wantsSignature) yield { wording: 'references', params: { url } }
  },
})
