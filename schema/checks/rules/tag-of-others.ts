import { directivesNamed, elementsOf } from '../elements.js'
import { foreignOwner } from '../ownership.js'
import { type Found, rule } from '../rule.js'
import type { SubgraphSubject } from '../subject.js'

/** Tags that begin so are the hub's: rules may hang on them. */
const hubsPrefix = 'hub:'

/** Tags of others stay as they are. */
export const tagOfOthers = rule({
  code: 'TAG_OF_OTHERS',
  severity: 'ERROR',
  wordings: {
    reserved: {
      message: {
        DE: '@tag(name: "{tag}") an {coordinate}: Namen, die mit „hub:“ beginnen, vergibt nur die Stadt.',
        EN: '@tag(name: "{tag}") on {coordinate}: only the town gives tags that begin with “hub:”.',
      },
      remedy: { DE: 'Wählen Sie einen anderen Namen.', EN: 'Choose another name.' },
    },
    altered: {
      message: {
        DE: '@tag(name: "{tag}") steht an {coordinate}, das dem Teilgraphen „{owner}“ gehört.',
        EN: '@tag(name: "{tag}") is on {coordinate}, which belongs to the subgraph “{owner}”.',
      },
      remedy: {
        DE: 'Kennzeichnen Sie nur eigene Typen und Felder.',
        EN: 'Tag only types and fields of your own.',
      },
    },
  },
  *find(subject: SubgraphSubject): Iterable<Found<'reserved' | 'altered'>> {
    const theirs = subject.otherSubgraphs.map((other) => ({ name: other.name, elements: elementsOf(other) }))
    for (const [coordinate, element] of elementsOf(subject.candidate)) {
      const owner = theirs.find(({ elements }) => elements.has(coordinate))?.name
      const foreign = owner !== undefined && foreignOwner(coordinate.split('.')[0] ?? '', subject) !== null
      for (const applied of directivesNamed(element, 'tag')) {
        const tag = String(applied.arguments().name)
        const at = { coordinate, node: applied.sourceAST ?? element.sourceAST }
        if (tag.startsWith(hubsPrefix)) yield { wording: 'reserved', params: { coordinate, tag }, ...at }
        else if (foreign) yield { wording: 'altered', params: { coordinate, tag, owner }, ...at }
      }
    }
  },
})
