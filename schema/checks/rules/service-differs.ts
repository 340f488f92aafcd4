import { firstDifference } from '../normalized-sdl.js'
import { readableSdl } from '../read-sdl.js'
import { type Found, rule } from '../rule.js'
import type { ParsedSubject } from '../subject.js'

/** The running subgraph has the schema that is published. */
export const serviceDiffers = rule({
  code: 'SERVICE_DIFFERS',
  severity: 'ERROR',
  wordings: {
    different: {
      message: {
        DE: 'Der Teilgraph unter {url} hat ein anderes Schema als das vorgelegte, zuerst bei {where}. Vorgelegt: {published} Laufend: {running}',
        EN: 'The subgraph at {url} has another schema than the one handed in, first at {where}. Handed in: {published} Running: {running}',
      },
      remedy: {
        DE: 'Stellen Sie erst den Dienst um, dann legen Sie genau sein Schema vor.',
        EN: 'Deploy the service first, then hand in exactly its schema.',
      },
    },
    unreadable: {
      message: {
        DE: 'Das Schema, das der Teilgraph unter {url} von sich angibt, ist nicht lesbar.',
        EN: 'The schema the subgraph at {url} gives of itself cannot be read.',
      },
      remedy: {
        DE: '„query { _service { sdl } }“ muss das Schema des Teilgraphen ergeben, wie Apollo Federation es verlangt.',
        EN: '“query { _service { sdl } }” must give the schema of the subgraph, as Apollo Federation demands.',
      },
    },
  },
  *find(
    subject: Pick<ParsedSubject, 'name' | 'url' | 'document' | 'live' | 'dryRun'>,
  ): Iterable<Found<'different' | 'unreadable'>> {
    const { name, url, document, live, dryRun } = subject
    if (live?.service.kind !== 'ANSWERED') return
    const running = readableSdl(name, live.service.sdl)
    if (running === null) {
      yield { wording: 'unreadable', params: { url } }
      return
    }
    const difference = firstDifference(document, running)
    if (difference === null) return
    const { where, first: published, second } = difference
    const severity = dryRun ? 'WARNING' : 'ERROR'
    yield { wording: 'different', severity, params: { url, where, published, running: second } }
  },
})
