import type { FeedSource } from './source/source.js'

/** A table that feeds fill. */
export interface FeedTable {
  /** Name with its schema, such as `climate.station`. */
  name: string
  /** Columns besides `feed_id`, in the order rows are written. */
  columns: readonly string[]
  /**
   * For tables of so many rows that a text in each would cost too much: SQL condition for the rows of feed $1.
   * Without it every row has `feed_id`, which is added when it is written.
   */
  rowsOfFeed?: string
}

export type FeedValue = string | number | boolean | Date | readonly string[] | null

/** Where a format puts what it has read; part of one transaction that readers do not see yet. */
export interface FeedSink {
  feedId: string
  /** Writes a row; waits while the database is busy. Columns the row does not name become null. */
  write(table: FeedTable, row: Readonly<Record<string, FeedValue>>): Promise<void>
  /**
   * Lists a record that is not taken.
   *
   * @param location file and line, or file and the record's own id
   */
  skip(location: string, reason: string): void
  /** Lists something doubtful about a record that is taken all the same. */
  warn(location: string, reason: string): void
  /** Runs SQL inside the transaction, after everything written so far; returns its rows. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>
  /** The district a place belongs to, by the place names in its address first, then by its position. */
  districtOf(place: { lat?: number | null; lon?: number | null; address?: string | null }): string | null
  /** Ends long work early when the import is cancelled. */
  signal: AbortSignal
}

/** One way partners write down their data. */
export interface FeedFormat {
  /** Name on the command line, such as `gtfs`. */
  name: string
  /** What it is, for `--help`: standard, version, what files. */
  title: string
  /** The tables it fills; rows of an earlier import of the same feed are replaced. Parents before children. */
  tables: readonly FeedTable[]
  /**
   * Reads the source and writes every good record.
   *
   * @throws HubError FORMAT_UNRECOGNIZED if the source is not of this format at all
   */
  read(source: FeedSource, sink: FeedSink): Promise<void>
}
