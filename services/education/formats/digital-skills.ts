import { DigCompArea } from '../course/digital-skill.type.js'

/** A taught thing as a feed names it: its names in any language, its address or code, the scheme it is from. */
export interface SkillTerm {
  names: readonly string[]
  id: string | null
  code: string | null
  scheme: string | null
}

/** DigComp numbers its areas 1 to 5 and its competences 1.1 to 5.4. */
const areaByNumber: Record<string, DigCompArea> = {
  1: DigCompArea.INFORMATION_AND_DATA_LITERACY,
  2: DigCompArea.COMMUNICATION_AND_COLLABORATION,
  3: DigCompArea.DIGITAL_CONTENT_CREATION,
  4: DigCompArea.SAFETY,
  5: DigCompArea.PROBLEM_SOLVING,
}

/** Names of the areas that mean nothing else outside of DigComp. */
const areaByName: Record<string, DigCompArea> = {
  'information and data literacy': DigCompArea.INFORMATION_AND_DATA_LITERACY,
  'informations- und datenkompetenz': DigCompArea.INFORMATION_AND_DATA_LITERACY,
  'umgang mit informationen und daten': DigCompArea.INFORMATION_AND_DATA_LITERACY,
  'communication and collaboration': DigCompArea.COMMUNICATION_AND_COLLABORATION,
  'kommunikation und zusammenarbeit': DigCompArea.COMMUNICATION_AND_COLLABORATION,
  'digital content creation': DigCompArea.DIGITAL_CONTENT_CREATION,
  'erstellung digitaler inhalte': DigCompArea.DIGITAL_CONTENT_CREATION,
  'gestaltung digitaler inhalte': DigCompArea.DIGITAL_CONTENT_CREATION,
}

/** Names that are a DigComp area only where the feed says that it speaks of DigComp. */
const areaByNameInDigComp: Record<string, DigCompArea> = {
  safety: DigCompArea.SAFETY,
  sicherheit: DigCompArea.SAFETY,
  'problem solving': DigCompArea.PROBLEM_SOLVING,
  problemlösung: DigCompArea.PROBLEM_SOLVING,
  problemlösen: DigCompArea.PROBLEM_SOLVING,
}

/**
 * Areas of DigComp that concepts of the Medienkompetenzrahmen NRW belong to, by notation; our own reading, for
 * no official table exists. Its area 5 (analyse and reflect) and most of 1 (operate) lie across the DigComp areas.
 */
const areaByMediaFramework: Record<string, DigCompArea> = {
  '1.3': DigCompArea.INFORMATION_AND_DATA_LITERACY,
  '1.4': DigCompArea.SAFETY,
  2: DigCompArea.INFORMATION_AND_DATA_LITERACY,
  3: DigCompArea.COMMUNICATION_AND_COLLABORATION,
  '3.4': DigCompArea.SAFETY,
  4: DigCompArea.DIGITAL_CONTENT_CREATION,
  6: DigCompArea.PROBLEM_SOLVING,
}

const mediaFramework = /\/medienkompetenzrahmenNRW\/(([1-6])(?:\.\d)?)$/

/** The framework's name may carry its version, such as DigComp 2.2, which is no competence. */
const frameworkName = /\(?digcomp(\s+(1\.0|2\.[0-2]|3\.0))?\)?\s*[:,–-]?\s*/

const areaNumber = /^([1-5])(?:\.\d)?(?=[\s:)]|$)/

/**
 * The areas of digital skills that terms name: by DigComp's own names and numbers, or by a concept of the
 * Medienkompetenzrahmen NRW. Terms that name none add none; nothing is guessed from what a course is called.
 *
 * @returns each area once, in DigComp's order
 */
export function digitalSkillsOf(terms: readonly SkillTerm[]): DigCompArea[] {
  const found = new Set(terms.map(areaOf))
  return Object.values(areaByNumber).filter((area) => found.has(area))
}

function areaOf({ names, id, code, scheme }: SkillTerm): DigCompArea | undefined {
  const [, notation = '', area = ''] = mediaFramework.exec(id ?? '') ?? []
  if (notation) return areaByMediaFramework[notation] ?? areaByMediaFramework[area]
  const texts = names.map((name) => name.toLowerCase().trim())
  const speaksOfDigComp = [...texts, id ?? '', scheme ?? ''].some((text) => /digcomp/i.test(text))
  if (!speaksOfDigComp) return firstOf(texts, areaByName)
  const bare = texts.map((text) => text.replace(frameworkName, '').trim())
  const number = [code ?? '', ...bare].map((text) => areaNumber.exec(text)?.[1]).find(Boolean)
  return number ? areaByNumber[number] : (firstOf(bare, areaByName) ?? firstOf(bare, areaByNameInDigComp))
}

function firstOf(texts: readonly string[], areas: Record<string, DigCompArea>): DigCompArea | undefined {
  return texts.map((text) => (Object.hasOwn(areas, text) ? areas[text] : undefined)).find(Boolean)
}
