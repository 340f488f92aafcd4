import type { Miss } from '../../../../matching/filter/rejection.js'
import {
  lackingSkills,
  type ObstacleWording,
  type ObstacleWordings,
  type Obstructed,
} from './obstacle-wording.js'
import { counted, days, listed, metres, minutes, number, quantity } from './wording.js'

const isOne = ({ count }: Obstructed) => count === 1
const some = ({ count, noun }: Obstructed) => counted(count, noun, 'EN')
const were = (told: Obstructed) => (isOne(told) ? 'was' : 'were')
const nearest = (told: Obstructed) => (isOne(told) ? 'it' : 'the nearest')
const closest = (told: Obstructed) => (isOne(told) ? 'it' : 'the closest match')

function short({ unit, miss: { by, unit: countedIn } }: Obstructed): string {
  if (countedIn === 'MINUTES') return minutes(by, 'EN').text
  return countedIn === 'DAYS' ? days(by, 'EN').text : quantity(by, unit, 'EN').text
}

function missingSkills(told: Obstructed): string {
  const names = lackingSkills(told).map(({ EN, DE }) => `“${EN ?? DE}”`)
  if (names.length === 0) return told.miss.by === 1 ? 'one skill' : `${number(told.miss.by, 'EN')} skills`
  return `the ${names.length === 1 ? 'skill' : 'skills'} ${listed(names, 'EN')}`
}

const conditions: Readonly<Record<string, string>> = {
  fields: 'other fields',
  organizationKinds: 'other kinds of organizations',
  districts: 'other districts',
}

function others({ lacking = [] }: Miss): string {
  return listed(
    lacking.map((name) => conditions[name] ?? 'others'),
    'EN',
  )
}

function beyond(told: Obstructed): string {
  const far = metres(told.miss.by, 'EN')
  const { lacking = [] } = told.miss
  if (lacking.length === 1 && lacking[0] === 'resource') {
    return `${nearest(told)} is only offered within a radius that ends ${far} before your place`
  }
  return `${nearest(told)} is ${far} beyond your radius`
}

/** Of what was free, and missed something else. */
function free(miss: (told: Obstructed) => string): ObstacleWording {
  return { sentence: (told) => `${some(told)} ${were(told)} free; ${miss(told)}`, miss }
}

const sourcesUsed = 'the need is met from as many sources as it allows already'

/** What stood in the way, for people who read English. */
export const obstaclesInEnglish: ObstacleWordings = {
  DECLINED: {
    sentence: (told) => `${some(told)} ${were(told)} declined for this need already`,
    miss: (told) => `${closest(told)} was declined for this need already`,
  },
  DEADLINE: {
    sentence: (told) => `the deadline was ${short(told)} ago; ${some(told)} would have been free`,
    miss: (told) => `the deadline was ${short(told)} ago`,
  },
  SOURCES: {
    sentence: ({ count, noun }) => `${sourcesUsed}; ${counted(count, noun, 'EN', true)} would be free`,
    miss: () => sourcesUsed,
  },
  ELIGIBILITY: free((told) => `${closest(told)} is meant for ${others(told.miss)}`),
  SMALLEST_LOT: free(
    (told) => `${closest(told)} is ${short(told)} short of the smallest amount that is of use`,
  ),
  DISTANCE: free(beyond),
  SKILLS: free((told) => `${closest(told)} lacks ${missingSkills(told)}`),
  AVAILABILITY: {
    sentence: (told) =>
      `${some(told)} ${were(told)} there, but not at the time asked for; ${closest(told)} is ${short(told)} short`,
    miss: (told) => `${closest(told)} is ${short(told)} short of the time asked for`,
  },
  TAKEN: {
    sentence: (told) =>
      `${some(told)} would have done, but ${isOne(told) ? 'is' : 'are'} promised to others; ${closest(told)} is ${short(told)} short`,
    miss: (told) => `${closest(told)} is ${short(told)} short, for that is promised to others`,
  },
}
