import type { Language } from '../../../platform/graph/language.js'
import { type ProblemCode, problem, problemTexts } from '../../../platform/input/problem.js'
import { type GapCode, gapText } from '../initiative/completeness-texts.js'
import type { RegistrationProblem } from './registration.type.js'
import type { RowFinding } from './row/judge-row.js'

/** What was found in a row, said in a language. */
export function saidIn(lang: Language) {
  return ({ path, code, limit }: RowFinding): RegistrationProblem => ({
    path: path.map(String),
    code,
    message: isGap(code) ? gapText(code, lang) : problem(path, code, lang, limit).message,
  })
}

function isGap(code: ProblemCode | GapCode): code is GapCode {
  return !Object.hasOwn(problemTexts, code)
}
