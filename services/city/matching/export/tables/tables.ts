import type { Table } from '../table.js'
import { fairnessTable } from './fairness.js'
import { matchesTable } from './matches.js'
import { supplyAndDemandTable } from './supply-and-demand.js'
import { unmetNeedsTable } from './unmet-needs.js'

/** Everything that can be had as a table. */
export const tables: readonly Table[] = [supplyAndDemandTable, unmetNeedsTable, fairnessTable, matchesTable]
