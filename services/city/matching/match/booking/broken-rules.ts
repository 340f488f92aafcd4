import { sql } from 'kysely'
import type { Rejection } from '../../../../../matching/filter/rejection.js'
import type { Transaction } from '../../../../../platform/database/database.js'
import type { ErrorCode } from '../../../../../platform/errors/codes.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import type { Language, LocalizedText } from '../../../../../platform/graph/language.js'
import type { ResourceKind, Unit } from '../../../goods/resource-kind.js'
import { explainMiss } from '../../explanation/explain-obstacle.js'

/** A refusal that names every hard rule that is broken, by how much, and in words. */
export async function brokenRules(
  transaction: Pick<Transaction, 'rows'>,
  rejections: readonly Rejection[],
  { kind, unit, lang, code }: { kind: string; unit: string; lang: Language; code: ErrorCode },
): Promise<HubError> {
  const lacking = rejections.flatMap(({ rule, miss }) => (rule === 'SKILLS' ? (miss.lacking ?? []) : []))
  const skills = lacking.length === 0 ? new Map() : await namesOfSkills(transaction, lacking)
  const topic = { kind: kind as ResourceKind, unit: unit as Unit, skills }
  const obstacles = rejections.map(({ rule, miss }) => ({
    rule,
    miss,
    message: explainMiss(rule, miss, topic, lang),
  }))
  return new HubError(code, obstacles.map(({ message }) => message).join(' '), { details: { obstacles } })
}

async function namesOfSkills(
  { rows }: Pick<Transaction, 'rows'>,
  ids: readonly string[],
): Promise<Map<string, LocalizedText>> {
  const skills = await rows<{ id: string; label: LocalizedText }>(
    sql`select id, label from city.skill where id = any(${[...ids]}::text[])`,
  )
  return new Map(skills.map(({ id, label }) => [id, label]))
}
