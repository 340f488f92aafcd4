import { sql } from 'kysely'
import { z } from 'zod'
import { chunksOf } from '../../../../../platform/graph/list.js'
import { organizationFairnessList } from '../../overview/fairness/fairness.queries.js'
import type { OrganizationFairness } from '../../overview/fairness/fairness.type.js'
import { monthsOf } from '../../overview/period.js'
import { decimal, word } from '../cells.js'
import { parametersAs, period } from '../parameters.js'
import { type Column, table } from '../table.js'

type Row = OrganizationFairness & { organization: string }

const parameters = { ...period, byMonth: z.enum(['true', 'false']).default('false') }

/** A share is shown to a tenth of a thousandth. */
const shareDecimals = 4

const columns: readonly Column<Row>[] = [
  { name: { de: 'Organisation', en: 'Organization' }, cell: ({ organization }) => organization },
  { name: { de: 'Monat', en: 'Month' }, cell: ({ month }) => month },
  { name: { de: 'Art', en: 'Kind' }, cell: ({ kind }, lang) => word('kind', kind, lang) },
  { name: { de: 'Einheit', en: 'Unit' }, cell: ({ unit }, lang) => word('unit', unit, lang) },
  { name: { de: 'erbeten', en: 'asked' }, cell: ({ asked }, lang) => decimal(asked, lang) },
  { name: { de: 'erhalten', en: 'got' }, cell: ({ got }, lang) => decimal(got, lang) },
  {
    name: { de: 'noch nicht bestätigt', en: 'waiting' },
    cell: ({ waiting }, lang) => decimal(waiting, lang),
  },
  {
    name: { de: 'Anteil', en: 'Share' },
    cell: ({ share }, lang) => decimal(String(Number(share.toFixed(shareDecimals))), lang),
  },
]

/** What each organization asked for and got. */
export const fairnessTable = table<Row>({
  name: 'fairness',
  usage: {
    de: 'So gibt es keine Tabelle. Nötig sind from und to (erster und letzter Tag, JJJJ-MM-TT, höchstens 36 Monate). Möglich sind byMonth=true und lang=de oder en.',
    en: 'There is no such table. Needed are from and to (first and last day, YYYY-MM-DD, at most 36 months). Possible are byMonth=true and lang=de or en.',
  },
  open(given, { database }) {
    const { from, to, byMonth } = parametersAs(parameters, given)
    monthsOf({ from, to })
    const list = organizationFairnessList({ from, to }, { byMonth: byMonth === 'true' })
    const named = {
      ...list,
      columns: sql`${list.columns}, o.name as organization`,
      from: sql`${list.from} join city.organization o on o.id = a.organization_id`,
    }
    return {
      columns: byMonth === 'true' ? columns : columns.filter(({ name }) => name.en !== 'Month'),
      chunks: chunksOf<Row>(named, database),
      fileName: { de: `verteilung-${from}-${to}`, en: `fairness-${from}-${to}` },
    }
  },
})
