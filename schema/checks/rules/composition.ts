import type { GraphQLError } from 'graphql'
import { type Found, rule } from '../rule.js'
import type { ParsedSubject } from '../subject.js'

/** It composes with all that is live into a supergraph a gateway can load. */
export const composition = rule({
  code: 'COMPOSITION',
  severity: 'ERROR',
  wordings: {
    failed: {
      message: {
        DE: 'Mit den anderen Teilgraphen zusammen ergibt das Schema keinen Graphen ({code}): {problem}',
        EN: 'Together with the other subgraphs the schema makes no graph ({code}): {problem}',
      },
      remedy: {
        DE: 'Gleichen Sie das Schema an; was der Code bedeutet, steht in der Dokumentation von Apollo Federation unter „Composition errors“.',
        EN: 'Adapt the schema; what the code means is in the documentation of Apollo Federation under “Composition errors”.',
      },
    },
  },
  find({ name, composition }: Pick<ParsedSubject, 'name' | 'composition'>) {
    return (composition.errors ?? []).map((error) => found(name, error))
  },
})

function found(name: string, { message, extensions, nodes = [] }: GraphQLError): Found<'failed'> {
  const code = String(extensions.code ?? 'INVALID_GRAPHQL')
  const node = nodes.find(({ loc }) => loc?.source.name === name)
  return { wording: 'failed', node, coordinate: coordinateIn(message), params: { code, problem: message } }
}

/** Composition names the first thing it is about in quotes. */
function coordinateIn(message: string): string | null {
  return /"(\w+(?:\.\w+(?:\(\w+:\))?)?)"/.exec(message)?.[1] ?? null
}
