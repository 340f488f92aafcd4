import { mostGivenToOthers, type UnmetNeed } from '../../../../matching/plan.js'
import type { Language } from '../../../../platform/graph/language.js'
import { unitsOf } from '../../goods/resource-kind.js'
import { explainObstacle, type Topic, tongueOf } from './explain-obstacle.js'
import { kindNouns, type Noun } from './kind-nouns.js'
import { counted, forms, sentenceOf, type Tongue, unitName } from './wording.js'

const sentences = {
  DE: {
    nothing: ({ gender, DE }: Noun, unit: string) =>
      `es gibt zurzeit ${forms.none[gender]} ${DE.one}${unit && ` (Einheit: ${unit})`}`,
    others: (count: number, noun: Noun) =>
      count === 1
        ? `${counted(1, noun, 'DE')} würde passen, wird aber für anderen Bedarf vorgeschlagen`
        : `${orMore(count, 'mindestens ')}${counted(count, noun, 'DE')} würden passen, werden aber für anderen Bedarf vorgeschlagen`,
    farOff: (count: number, noun: Noun) =>
      `${counted(count, noun, 'DE')} ${count === 1 ? 'passt' : 'passen'} aus mehreren Gründen nicht`,
    unknown: () => 'die Zeit reichte nicht, um nach etwas Passendem zu suchen',
  },
  EN: {
    nothing: ({ EN }: Noun, unit: string) =>
      `there is no ${EN.one}${unit && ` (unit: ${unit})`} at the moment`,
    others: (count: number, noun: Noun) =>
      `${orMore(count, 'at least ')}${counted(count, noun, 'EN')} would do, but ${count === 1 ? 'is' : 'are'} proposed for other needs`,
    farOff: (count: number, noun: Noun) =>
      `${counted(count, noun, 'EN')} ${count === 1 ? 'does' : 'do'} not fit for more than one reason`,
    unknown: () => 'there was no time to look for something that fits',
  },
} as const satisfies Record<Tongue, unknown>

/** The name of the unit, where there may be some that are counted in another; empty where there may not. */
function unitAmongOthers({ kind, unit }: Topic, lang: Language): string {
  return unitsOf[kind].length > 1 ? unitName(unit, tongueOf(lang)) : ''
}

/** Those that went to others are not all named. */
function orMore(count: number, words: string): string {
  return count < mostGivenToOthers ? '' : words
}

/** Why a need stays without all it asks for: a sentence each, the most promising first. */
export function explainUnmet(
  { offered, givenToOthers, obstacles, farOff }: Omit<UnmetNeed, 'needId' | 'missing'>,
  topic: Topic,
  lang: Language,
): string[] {
  const said = sentences[tongueOf(lang)]
  const noun = kindNouns[topic.kind]
  if (offered === 0) return [sentenceOf(said.nothing(noun, unitAmongOthers(topic, lang)))]
  const reasons = [
    ...(givenToOthers.length > 0 ? [sentenceOf(said.others(givenToOthers.length, noun))] : []),
    ...obstacles.map((obstacle) => explainObstacle(obstacle, topic, lang)),
    ...(farOff > 0 ? [sentenceOf(said.farOff(farOff, noun))] : []),
  ]
  return reasons.length > 0 ? reasons : [sentenceOf(said.unknown())]
}
