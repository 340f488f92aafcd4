import { type Found, rule } from '../rule.js'
import type { CheckOrder } from '../subject.js'

/** The subgraph runs at the address that is published. */
export const serviceUnreachable = rule({
  code: 'SERVICE_UNREACHABLE',
  severity: 'ERROR',
  wordings: {
    unreachable: {
      message: {
        DE: 'Der Teilgraph antwortet unter {url} nicht auf „query { _service { sdl } }“: {problem} {detail}',
        EN: 'The subgraph does not answer “query { _service { sdl } }” at {url}: {problem} {detail}',
      },
      remedy: {
        DE: 'Starten Sie ihn unter dieser Adresse: öffentlich erreichbar, über https, ohne Umleitung, mit GraphQL über POST.',
        EN: 'Run it at this address: reachable from the public internet, over https, without redirects, with GraphQL over POST.',
      },
    },
  },
  *find({ url, live }: Pick<CheckOrder, 'url' | 'live'>): Iterable<Found<'unreachable'>> {
    if (live?.service.kind !== 'UNREACHABLE') return
    const { problem, detail } = live.service
    yield { wording: 'unreachable', params: { url, problem, detail } }
  },
})
