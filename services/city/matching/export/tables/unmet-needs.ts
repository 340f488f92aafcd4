import { sql } from 'kysely'
import { z } from 'zod'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { Language, type LocalizedText } from '../../../../../platform/graph/language.js'
import { chunksOf, type List } from '../../../../../platform/graph/list.js'
import type { PageLanguage } from '../../../../../platform/pages/language.js'
import type { Field } from '../../../field.js'
import { explainUnmet } from '../../explanation/explain-unmet.js'
import { unmetNeedList } from '../../overview/unmet/unmet.queries.js'
import { UnmetReason } from '../../overview/unmet/unmet-reason.js'
import { topicOf } from '../../run/unmet/topic.js'
import type { UnmetNeed } from '../../run/unmet/unmet-need.type.js'
import { decimal, textIn, word } from '../cells.js'
import { field, id, kind, parametersAs } from '../parameters.js'
import { type Column, table } from '../table.js'

interface StoredRow extends UnmetNeed {
  field: Field
  need: LocalizedText
  initiative: LocalizedText
  organization: string
  district: string | null
  needed: string
}

interface Row extends StoredRow {
  explanation: string
}

const parameters = {
  reason: z.enum(UnmetReason).optional(),
  kind: kind.optional(),
  field: field.optional(),
  district: id.optional(),
  run: id.optional(),
}

const columns: readonly Column<Row>[] = [
  { name: { de: 'Initiative', en: 'Initiative' }, cell: ({ initiative }, lang) => textIn(initiative, lang) },
  { name: { de: 'Bedarf', en: 'Need' }, cell: ({ need }, lang) => textIn(need, lang) },
  { name: { de: 'Organisation', en: 'Organization' }, cell: ({ organization }) => organization },
  { name: { de: 'Handlungsfeld', en: 'Field' }, cell: (row, lang) => word('field', row.field, lang) },
  { name: { de: 'Stadtbezirk', en: 'District' }, cell: ({ district }) => district },
  { name: { de: 'Art', en: 'Kind' }, cell: (row, lang) => word('kind', row.kind, lang) },
  { name: { de: 'gebraucht', en: 'needed' }, cell: ({ needed }, lang) => decimal(needed, lang) },
  { name: { de: 'fehlt', en: 'missing' }, cell: ({ missing }, lang) => decimal(missing.amount, lang) },
  { name: { de: 'Einheit', en: 'Unit' }, cell: ({ missing }, lang) => word('unit', missing.unit, lang) },
  { name: { de: 'Gründe', en: 'Reasons' }, cell: ({ explanation }) => explanation },
]

/** Needs a run left without all they ask for, each with why, in sentences. */
export const unmetNeedsTable = table<Row>({
  name: 'unmet-needs',
  usage: {
    de: `So gibt es keine Tabelle. Möglich sind reason (${Object.keys(UnmetReason).join(', ')}), kind, field, district, run (Kennung; sonst der letzte Lauf) und lang=de oder en.`,
    en: `There is no such table. Possible are reason (${Object.keys(UnmetReason).join(', ')}), kind, field, district, run (id; else the last run) and lang=de or en.`,
  },
  open(given, context, lang) {
    const { run, ...filter } = parametersAs(parameters, given)
    const list = unmetNeedList({ filter, run })
    const named = {
      ...list,
      columns: sql`${list.columns}, i.field, n.title as need, i.title as initiative, o.name as organization,
        d.name as district, trim_scale(n.amount)::text as needed`,
      from: sql`${list.from} join city.organization o on o.id = n.organization_id
        left join city.district d on d.id = n.district_id`,
    }
    return {
      columns,
      chunks: explained(named, context, lang),
      fileName: { de: 'ungedeckter-bedarf', en: 'unmet-needs' },
    }
  },
})

async function* explained(list: List, context: SubgraphContext, lang: PageLanguage): AsyncGenerator<Row[]> {
  for await (const rows of chunksOf<StoredRow>(list, context.database)) {
    yield await Promise.all(rows.map((row) => withExplanation(row, context, lang)))
  }
}

async function withExplanation(row: StoredRow, context: SubgraphContext, lang: PageLanguage): Promise<Row> {
  const { kind, missing, offered, farOff, givenToOtherIds, storedObstacles } = row
  const misses = storedObstacles.flatMap(({ nearest }) => nearest.map(({ miss }) => miss))
  const topic = await topicOf({ kind, unit: missing.unit, misses }, context)
  const reasons = { offered, farOff, obstacles: storedObstacles, givenToOthers: givenToOtherIds }
  const sentences = explainUnmet(reasons, topic, lang === 'en' ? Language.EN : Language.DE)
  return { ...row, explanation: sentences.join(' ') }
}
