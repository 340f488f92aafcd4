/** Problems that are listed one by one; further ones are only counted, so that a report stays readable. */
const mostListed = 1_000

export interface Problem {
  /** File and line, or file and the record's own id. */
  location: string
  reason: string
}

/** What an import did. */
export interface ImportReport {
  feedId: string
  /** Rows written, by table. */
  written: Record<string, number>
  /** Records refused. */
  skipped: number
  /** The first of them, with the reason. */
  problems: Problem[]
  /** Records taken although something about them is doubtful. */
  doubtful: number
  /** The first of those. */
  warnings: Problem[]
}

export function createReport(feedId: string): ImportReport {
  return { feedId, written: {}, skipped: 0, problems: [], doubtful: 0, warnings: [] }
}

export function addProblem(report: ImportReport, problem: Problem): void {
  report.skipped += 1
  if (report.problems.length < mostListed) report.problems.push(storable(problem))
}

export function addWarning(report: ImportReport, warning: Problem): void {
  report.doubtful += 1
  if (report.warnings.length < mostListed) report.warnings.push(storable(warning))
}

/** A reason may quote what is wrong, and the database takes neither NUL nor half a character. */
function storable({ location, reason }: Problem): Problem {
  const clean = (text: string) => text.replaceAll('\0', '\u{fffd}').toWellFormed()
  return { location: clean(location), reason: clean(reason) }
}

export function rowsWritten({ written }: ImportReport): number {
  return Object.values(written).reduce((sum, rows) => sum + rows, 0)
}
