import { sql } from 'kysely'
import { z } from 'zod'
import type { LocalizedText } from '../../../../../platform/graph/language.js'
import { chunksOf } from '../../../../../platform/graph/list.js'
import type { ResourceKind } from '../../../goods/resource-kind.js'
import { matchList } from '../../match/match.queries.js'
import type { Match } from '../../match/match.type.js'
import { MatchStatus } from '../../match/match-status.js'
import { decimal, onTownClocks, textIn, word } from '../cells.js'
import { id, kind, parametersAs, several } from '../parameters.js'
import { type Column, table } from '../table.js'

interface Row extends Match {
  kind: ResourceKind
  from: Date
  to: Date
  need: LocalizedText
  initiative: LocalizedText
  asker: string
  resource: LocalizedText
  provider: string
}

const parameters = {
  status: several(z.enum(MatchStatus)),
  kind: kind.optional(),
  organization: id.optional(),
  initiative: id.optional(),
  run: id.optional(),
}

const columns: readonly Column<Row>[] = [
  { name: { de: 'Kennung', en: 'Id' }, cell: (row) => row.id },
  { name: { de: 'Stand', en: 'Status' }, cell: ({ status }, lang) => word('status', status, lang) },
  { name: { de: 'Initiative', en: 'Initiative' }, cell: ({ initiative }, lang) => textIn(initiative, lang) },
  { name: { de: 'Bedarf', en: 'Need' }, cell: ({ need }, lang) => textIn(need, lang) },
  { name: { de: 'für', en: 'For' }, cell: ({ asker }) => asker },
  { name: { de: 'Ressource', en: 'Resource' }, cell: ({ resource }, lang) => textIn(resource, lang) },
  { name: { de: 'von', en: 'From' }, cell: ({ provider }) => provider },
  { name: { de: 'Art', en: 'Kind' }, cell: (row, lang) => word('kind', row.kind, lang) },
  { name: { de: 'Menge', en: 'Amount' }, cell: ({ quantity }, lang) => decimal(quantity.amount, lang) },
  { name: { de: 'Einheit', en: 'Unit' }, cell: ({ quantity }, lang) => word('unit', quantity.unit, lang) },
  { name: { de: 'Beginn (Ortszeit)', en: 'Begins (local time)' }, cell: ({ from }) => onTownClocks(from) },
  { name: { de: 'Ende (Ortszeit)', en: 'Ends (local time)' }, cell: ({ to }) => onTownClocks(to) },
  { name: { de: 'Punkte (1 bis 1000)', en: 'Score (1 to 1000)' }, cell: ({ score }) => score },
  moment('createdAt', 'entstanden (Ortszeit)', 'Created (local time)'),
  moment('acceptedAt', 'angenommen (Ortszeit)', 'Accepted (local time)'),
  moment('confirmedAt', 'bestätigt (Ortszeit)', 'Confirmed (local time)'),
  moment('endedAt', 'beendet (Ortszeit)', 'Ended (local time)'),
]

/** Matches, without the reasons people gave, which may be about people. */
export const matchesTable = table<Row>({
  name: 'matches',
  usage: {
    de: 'So gibt es keine Tabelle. Möglich sind status (mit Komma, etwa ACCEPTED,CONFIRMED), kind, organization, initiative, run (Kennungen) und lang=de oder en.',
    en: 'There is no such table. Possible are status (with commas, such as ACCEPTED,CONFIRMED), kind, organization, initiative, run (ids) and lang=de or en.',
  },
  open(given, { caller, database }) {
    const list = matchList(parametersAs(parameters, given), caller)
    const named = {
      ...list,
      columns: sql`${list.columns}, r.kind, lower(m.during) as "from", upper(m.during) as "to", n.title as need,
        r.title as resource, i.title as initiative, asker.name as asker, provider.name as provider`,
      from: sql`${list.from} join city.initiative i on i.id = n.initiative_id
        join city.organization asker on asker.id = n.organization_id
        join city.organization provider on provider.id = r.organization_id`,
    }
    return {
      columns,
      chunks: chunksOf<Row>(named, database),
      fileName: { de: 'zuordnungen', en: 'matches' },
    }
  },
})

function moment(
  key: 'createdAt' | 'acceptedAt' | 'confirmedAt' | 'endedAt',
  de: string,
  en: string,
): Column<Row> {
  return { name: { de, en }, cell: (row) => onTownClocks(row[key]) }
}
