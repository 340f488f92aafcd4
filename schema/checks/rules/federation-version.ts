import { rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

/** It is a subgraph of Federation 2, in which nothing is shared unless both sides say so. */
export const federationVersion = rule({
  code: 'FEDERATION_VERSION',
  severity: 'ERROR',
  wordings: {
    first: {
      message: {
        DE: 'Das Schema gehört nicht zu Federation 2.',
        EN: 'The schema is not one of Federation 2.',
      },
      remedy: {
        DE: 'Setzen Sie an den Anfang: extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key"])',
        EN: 'Put at its beginning: extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key"])',
      },
    },
  },
  *find({ candidate }: Pick<SubgraphSubject, 'candidate'>) {
    if (!candidate.isFed2Subgraph()) yield { wording: 'first', place: { line: 1, column: 1 } }
  },
})
