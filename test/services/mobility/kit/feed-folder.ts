import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const folders: string[] = []

/** Writes a feed's files into a folder of their own; null leaves a file out. */
export async function feedFolder(files: Record<string, string | null>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mobility-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

/** A small GTFS feed: one line along three stops, daily in 2026; files given take the place of its own. */
export function gtfsFolder(files: Record<string, string | null> = {}): Promise<string> {
  return feedFolder({ ...smallGtfs, ...files })
}

/** Removes every folder that was written. */
export async function removeFeedFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
}

const smallGtfs: Record<string, string> = {
  'agency.txt':
    'agency_id,agency_name,agency_url,agency_timezone\nv,Verkehr,https://example.org,Europe/Berlin\n',
  'stops.txt': `stop_id,stop_name,stop_lat,stop_lon
a,Erkelenz Markt,51.0795,6.3153
b,Lövenich,51.0328,6.3228
c,Holzweiler,51.0478,6.4056
`,
  'routes.txt':
    'route_id,agency_id,route_short_name,route_long_name,route_type\n1,v,E1,Erkelenz – Holzweiler,3\n',
  'calendar.txt': `service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
daily,1,1,1,1,1,1,1,20260101,20261231
`,
  'trips.txt': 'route_id,service_id,trip_id,trip_headsign\n1,daily,t1,Holzweiler\n',
  'stop_times.txt': `trip_id,arrival_time,departure_time,stop_id,stop_sequence
t1,08:00:00,08:00:00,a,1
t1,08:10:00,08:11:00,b,2
t1,08:20:00,08:20:00,c,3
`,
}
