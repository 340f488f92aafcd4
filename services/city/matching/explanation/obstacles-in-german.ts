import type { Miss } from '../../../../matching/filter/rejection.js'
import {
  lackingSkills,
  type ObstacleWording,
  type ObstacleWordings,
  type Obstructed,
} from './obstacle-wording.js'
import { counted, days, forms, listed, type Measured, metres, minutes, number, quantity } from './wording.js'

const isOne = ({ count }: Obstructed) => count === 1
const some = ({ count, noun }: Obstructed) => counted(count, noun, 'DE')
const were = (told: Obstructed) => (isOne(told) ? 'war' : 'waren')

/** The one that came nearest, as the subject of a clause. */
function nearest(told: Obstructed, which: 'nächste' | 'passendste'): string {
  const { gender } = told.noun
  return isOne(told) ? forms.pronoun[gender] : `${forms.article[gender]} ${which}`
}

/** The same in the dative. */
function toNearest(told: Obstructed): string {
  const isFeminine = told.noun.gender === 'F'
  if (isOne(told)) return isFeminine ? 'ihr' : 'ihm'
  return `${isFeminine ? 'der' : 'dem'} passendsten`
}

function isMissing(told: Obstructed, { text, isOne: single }: Measured): string {
  const verb = single ? 'fehlt' : 'fehlen'
  if (isOne(told)) return `es ${verb} ${text}`
  return `${told.noun.gender === 'F' ? 'bei der' : 'beim'} passendsten ${verb} ${text}`
}

function short({ unit, miss: { by, unit: countedIn } }: Obstructed): Measured {
  if (countedIn === 'MINUTES') return minutes(by, 'DE')
  return countedIn === 'DAYS' ? days(by, 'DE') : quantity(by, unit, 'DE')
}

function missingSkills(told: Obstructed): string {
  const names = lackingSkills(told).map(({ DE }) => `„${DE}“`)
  if (names.length === 0) {
    return told.miss.by === 1
      ? 'fehlt eine Fachkenntnis'
      : `fehlen ${number(told.miss.by, 'DE')} Fachkenntnisse`
  }
  const skills = names.length === 1 ? 'fehlt die Fachkenntnis' : 'fehlen die Fachkenntnisse'
  return `${skills} ${listed(names, 'DE')}`
}

const conditions: Readonly<Record<string, string>> = {
  fields: 'andere Themen',
  organizationKinds: 'andere Arten von Organisationen',
  districts: 'andere Ortsteile',
}

function others({ lacking = [] }: Miss): string {
  return listed(
    lacking.map((name) => conditions[name] ?? 'andere'),
    'DE',
  )
}

function beyond(told: Obstructed): string {
  const far = metres(told.miss.by, 'DE')
  const { lacking = [] } = told.miss
  if (lacking.length === 1 && lacking[0] === 'resource') {
    return `${nearest(told, 'nächste')} ist nur in einem Umkreis zu haben, der ${far} vor Ihnen endet`
  }
  return `${nearest(told, 'nächste')} liegt ${far} außerhalb Ihres Umkreises`
}

/** Of what was free, and missed something else. */
function free(miss: (told: Obstructed) => string): ObstacleWording {
  return { sentence: (told) => `${some(told)} ${were(told)} frei; ${miss(told)}`, miss }
}

const sourcesUsed = 'der Bedarf wird schon aus so vielen Quellen gedeckt, wie er zulässt'

/** What stood in the way, for people who read German. */
export const obstaclesInGerman: ObstacleWordings = {
  DECLINED: {
    sentence: (told) => `${some(told)} ${isOne(told) ? 'wurde' : 'wurden'} für diesen Bedarf schon abgelehnt`,
    miss: (told) => `${nearest(told, 'passendste')} wurde für diesen Bedarf schon abgelehnt`,
  },
  DEADLINE: {
    sentence: (told) =>
      `die Frist liegt ${short(told).text} zurück; ${some(told)} ${isOne(told) ? 'wäre' : 'wären'} frei gewesen`,
    miss: (told) => `die Frist liegt ${short(told).text} zurück`,
  },
  SOURCES: {
    sentence: ({ count, noun }) =>
      `${sourcesUsed}; ${counted(count, noun, 'DE', true)} ${count === 1 ? 'wäre' : 'wären'} frei`,
    miss: () => sourcesUsed,
  },
  ELIGIBILITY: free((told) => `${nearest(told, 'passendste')} ist für ${others(told.miss)} bestimmt`),
  SMALLEST_LOT: free((told) => `${isMissing(told, short(told))} an der kleinsten Menge, die etwas nützt`),
  DISTANCE: free(beyond),
  SKILLS: free((told) => `${toNearest(told)} ${missingSkills(told)}`),
  AVAILABILITY: {
    sentence: (told) =>
      `${some(told)} ${were(told)} da, aber nicht zur gewünschten Zeit; ${isMissing(told, short(told))}`,
    miss: (told) => `${isMissing(told, short(told))} an der gewünschten Zeit`,
  },
  TAKEN: {
    sentence: (told) =>
      `${some(told)} ${isOne(told) ? 'hätte gepasst, ist' : 'hätten gepasst, sind'} aber anderen zugesagt; ${isMissing(told, short(told))}`,
    miss: (told) => `${isMissing(told, short(told))}, denn das ist anderen zugesagt`,
  },
}
