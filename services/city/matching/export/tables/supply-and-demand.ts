import { z } from 'zod'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { SupplyDimension } from '../../overview/supply-and-demand/dimension.js'
import type { SupplyAndDemandArgs } from '../../overview/supply-and-demand/supply-and-demand.args.js'
import { supplyAndDemand } from '../../overview/supply-and-demand/supply-and-demand.queries.js'
import type { SupplyAndDemand } from '../../overview/supply-and-demand/supply-and-demand.type.js'
import { decimal, word } from '../cells.js'
import { field, id, kind, parametersAs, period, several } from '../parameters.js'
import { type Column, table } from '../table.js'
import type { Said } from '../words.js'
import { districtNames } from './district-names.js'

type Row = SupplyAndDemand & { district: string | null }

const parameters = {
  ...period,
  by: several(z.enum(SupplyDimension)),
  kinds: several(kind),
  fields: several(field),
  districts: several(id),
}

const dimensions: Readonly<Record<SupplyDimension, Column<Row>>> = {
  [SupplyDimension.MONTH]: { name: { de: 'Monat', en: 'Month' }, cell: ({ month }) => month },
  [SupplyDimension.KIND]: {
    name: { de: 'Art', en: 'Kind' },
    cell: (row, lang) => word('kind', row.kind, lang),
  },
  [SupplyDimension.FIELD]: {
    name: { de: 'Handlungsfeld', en: 'Field' },
    cell: (row, lang) => word('field', row.field, lang) ?? { de: 'mehrere', en: 'several' }[lang],
  },
  [SupplyDimension.DISTRICT]: {
    name: { de: 'Stadtbezirk', en: 'District' },
    cell: ({ district }, lang) => district ?? { de: 'ganze Stadt', en: 'whole town' }[lang],
  },
}

const unit: Column<Row> = {
  name: { de: 'Einheit', en: 'Unit' },
  cell: (row, lang) => word('unit', row.unit, lang),
}

const figures: readonly Column<Row>[] = [
  amount('offered', { de: 'angeboten', en: 'offered' }),
  amount('promised', { de: 'davon zugesagt', en: 'promised' }),
  amount('free', { de: 'frei', en: 'free' }),
  amount('needed', { de: 'gebraucht', en: 'needed' }),
  amount('met', { de: 'davon gedeckt', en: 'met' }),
  amount('missing', { de: 'fehlt', en: 'missing' }),
  { name: { de: 'Zahl der Bedarfe', en: 'Needs' }, cell: ({ needs }) => needs },
  { name: { de: 'Zahl der Ressourcen', en: 'Resources' }, cell: ({ resources }) => resources },
]

/** What is offered and what is needed, by up to three dimensions. */
export const supplyAndDemandTable = table<Row>({
  name: 'supply-and-demand',
  usage: {
    de: 'So gibt es keine Tabelle. Nötig sind from und to (erster und letzter Tag, JJJJ-MM-TT, höchstens 36 Monate) und by (ein bis drei von KIND, FIELD, DISTRICT, MONTH, mit Komma). Möglich sind kinds, fields und districts (mit Komma) und lang=de oder en. Mehr als 2.000 Zeilen gibt es nicht: dann bitte enger fragen.',
    en: 'There is no such table. Needed are from and to (first and last day, YYYY-MM-DD, at most 36 months) and by (one to three of KIND, FIELD, DISTRICT, MONTH, with commas). Possible are kinds, fields and districts (with commas) and lang=de or en. There are no more than 2,000 rows: if there would be, ask for less.',
  },
  open(given, context) {
    const { by = [], from, to, ...filter } = parametersAs(parameters, given)
    return {
      columns: [
        ...Object.values(SupplyDimension)
          .filter((dimension) => by.includes(dimension))
          .map((dimension) => dimensions[dimension]),
        unit,
        ...figures,
      ],
      chunks: rowsOf({ from, to, by, filter }, context),
      fileName: { de: `angebot-und-bedarf-${from}-${to}`, en: `supply-and-demand-${from}-${to}` },
    }
  },
})

async function* rowsOf(args: SupplyAndDemandArgs, { database, now }: SubgraphContext): AsyncGenerator<Row[]> {
  const rows = await supplyAndDemand(database, args, now)
  const names = await districtNames(database)
  yield rows.map((row) => ({ ...row, district: row.districtId && (names.get(row.districtId) ?? null) }))
}

function amount(
  key: 'offered' | 'promised' | 'free' | 'needed' | 'met' | 'missing',
  name: Said,
): Column<Row> {
  return { name, cell: (row, lang) => decimal(row[key], lang) }
}
