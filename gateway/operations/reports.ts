import type { GatewayReport } from '../../platform/registry/report.js'

/** What one report may hold, as its schema has it. */
const most = { partners: 500, operations: 200, fields: 5_000 } as const
/** What the lists of one report may take, characters of JSON: well within what city accepts. */
const mostCharacters = 2 * 1024 * 1024

/** What there is to report. */
export type Reportable = Pick<GatewayReport, keyof typeof most>

const nothing = (): Reportable => ({ partners: [], operations: [], fields: [] })

/** Spreads what there is to report over as many reports as it needs; one, if there is nothing. */
export function inReports(reportable: Reportable): Reportable[] {
  const reports = [nothing()]
  let characters = 0
  for (const list of ['partners', 'operations', 'fields'] as const) {
    for (const item of reportable[list]) {
      const size = JSON.stringify(item).length
      let report = reports.at(-1) ?? nothing()
      if (report[list].length >= most[list] || characters + size > mostCharacters) {
        report = nothing()
        reports.push(report)
        characters = 0
      }
      // One list of one kind: TypeScript cannot see that the item is of it.
      ;(report[list] as unknown[]).push(item)
      characters += size
    }
  }
  return reports
}
