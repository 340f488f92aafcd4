import { z } from 'zod'
import { HubError } from '../errors/hub-error.js'
import { districts } from '../town/districts.js'
import { Field } from '../town/field.js'
import { LifeSituation } from '../town/life-situation.js'

/** What somebody wants suggestions for. Each list names everything once, in the order of its enum. */
export interface Question {
  lifeSituations: readonly LifeSituation[]
  /** Id of a district; null for the whole town. */
  district: string | null
  interests: readonly Field[]
}

/** A question as it is asked: anything may be missing or stand twice. */
export interface AskedQuestion {
  lifeSituations?: readonly LifeSituation[] | null | undefined
  district?: string | null | undefined
  interests?: readonly Field[] | null | undefined
}

/** Changes when an id of old can no longer be read. */
const version = 1

/** Longer than the id of the question that names everything. */
const longestId = 1_000

const written = z.strictObject({
  v: z.literal(version),
  l: z.array(z.enum(LifeSituation)),
  d: z.string().nullable(),
  i: z.array(z.enum(Field)),
})

/** The same question in the one way it is written: equal questions are then equal texts. */
export function canonical({ lifeSituations, district, interests }: AskedQuestion): Question {
  return {
    lifeSituations: Object.values(LifeSituation).filter((each) => lifeSituations?.includes(each)),
    district: district ?? null,
    interests: Object.values(Field).filter((each) => interests?.includes(each)),
  }
}

/** Whether a question names nothing that anything could fit. */
export function isEmpty({ lifeSituations, district, interests }: Question): boolean {
  return lifeSituations.length === 0 && district === null && interests.length === 0
}

/** Whether the town has such a district. */
export function isDistrict(id: string): boolean {
  return districts.some((district) => district.id === id)
}

/**
 * Takes a question as it is asked in the graph.
 *
 * @throws HubError BAD_USER_INPUT if it names nothing, or a district that is none
 */
export function checkedQuestion(asked: AskedQuestion): Question {
  const question = canonical(asked)
  if (isEmpty(question)) {
    throw new HubError(
      'BAD_USER_INPUT',
      'Name at least one of "lifeSituations", "district" and "interests": suggestions are what fits them.',
    )
  }
  const { district } = question
  if (district !== null && !isDistrict(district)) {
    throw new HubError('BAD_USER_INPUT', `There is no district "${district}": ask "districts" for their ids.`)
  }
  return question
}

/**
 * The id of a question's suggestions. It holds the question itself, so that every subgraph can answer its part
 * without asking another; it is no secret, and says nothing about who asks.
 */
export function questionId({ lifeSituations, district, interests }: Question): string {
  const content: z.input<typeof written> = {
    v: version,
    l: [...lifeSituations],
    d: district,
    i: [...interests],
  }
  return Buffer.from(JSON.stringify(content)).toString('base64url')
}

/**
 * Reads the question an id holds.
 *
 * @throws HubError BAD_USER_INPUT if it is none that `questionId` has made
 */
export function readQuestion(id: string): Question {
  const { success, data } = written.safeParse(id.length > longestId ? undefined : parsed(id))
  const question = success ? canonical({ lifeSituations: data.l, district: data.d, interests: data.i }) : null
  // Only one text stands for a question, so that nothing is remembered or mailed twice.
  if (question === null || questionId(question) !== id) {
    throw new HubError(
      'BAD_USER_INPUT',
      'This is no id of suggestions: take the one the query "suggestions" gives.',
    )
  }
  return checkedQuestion(question)
}

function parsed(id: string): unknown {
  try {
    return JSON.parse(Buffer.from(id, 'base64url').toString())
  } catch {
    return undefined
  }
}
