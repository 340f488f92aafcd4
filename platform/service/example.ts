import type { Database } from '../database/database.js'
import type { FeedOwner } from '../feeds/import-feed.js'

/** A feed of the example content: a file of the repository, read by the same importer as any other. */
export interface ExampleFeed extends FeedOwner {
  id: string
  format: string
  /** The file or folder. */
  location: URL
}

/** What a new, empty database is filled with, so that every query has something to answer. */
export interface ExampleContent {
  /** A table that has a row as soon as the service holds anything. */
  contentTable: string
  feeds: readonly ExampleFeed[]
  /** Writes what no feed brings, as of a moment. Runs once, on an empty database. */
  write?: (database: Database, now: Date) => Promise<void>
}
