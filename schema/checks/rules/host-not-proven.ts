import { type Found, rule } from '../rule.js'
import type { CheckOrder } from '../subject.js'

/** Whoever publishes an address has a say over its host. */
export const hostNotProven = rule({
  code: 'HOST_NOT_PROVEN',
  severity: 'ERROR',
  wordings: {
    missing: {
      message: {
        DE: 'Unter {address} steht das Kennzeichen dieses Teilgraphen nicht.',
        EN: 'At {address} there is no token of this subgraph.',
      },
      remedy: {
        DE: 'Legen Sie dort eine Textdatei ab, in der das Kennzeichen (Subgraph.hostProof.token) in einer Zeile für sich steht.',
        EN: 'Put a text file there that has the token (Subgraph.hostProof.token) on a line of its own.',
      },
    },
    unreachable: {
      message: {
        DE: '{address} war nicht abzurufen: {problem}',
        EN: '{address} could not be read: {problem}',
      },
      remedy: {
        DE: 'Die Adresse muss ohne Anmeldung und ohne Umleitung über das öffentliche Internet mit Status 200 antworten.',
        EN: 'The address must answer with status 200 over the public internet, without signing in and without redirects.',
      },
    },
  },
  *find({ url, live }: Pick<CheckOrder, 'url' | 'live'>): Iterable<Found<'missing' | 'unreachable'>> {
    if (live === null || live.host.proven) return
    const { problem } = live.host
    const params = { address: hostProofAddress(url), problem }
    yield { wording: problem === 'TOKEN_MISSING' ? 'missing' : 'unreachable', params }
  },
})

/** Where the token lies by which a partner proves control of the host of its subgraph. */
export function hostProofAddress(url: string): string {
  return new URL('/.well-known/bindeglied-subgraph', url).href
}
