import type { Amount } from '../../../../../matching/problem.js'
import type { Language } from '../../../../../platform/graph/language.js'
import { refusedInput } from '../../../../../platform/input/checked.js'
import { problem } from '../../../../../platform/input/problem.js'
import { hundredths } from '../../../goods/amount.js'
import { type Unit, wholeUnits } from '../../../goods/resource-kind.js'

/**
 * An amount somebody asks for, in hundredths.
 *
 * @throws HubError BAD_USER_INPUT for what is no amount, or has a part of what there are no parts of
 */
export function askedAmount(amount: string, unit: Unit, lang: Language): Amount {
  const counted = hundredths(amount)
  if (counted === null) throw refusedInput([problem(['amount'], 'NOT_AN_AMOUNT', lang)])
  const isWhole = counted % 100n === 0n
  if (wholeUnits.includes(unit) && !isWhole) throw refusedInput([problem(['amount'], 'NOT_WHOLE', lang)])
  return Number(counted)
}
