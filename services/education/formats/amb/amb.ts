import type { Readable } from 'node:stream'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { FeedFormat, FeedSink } from '../../../../platform/feeds/format.js'
import { jsonRecords } from '../../../../platform/feeds/records/json-records.js'
import { checked } from '../../../../platform/feeds/records/validation.js'
import { courseRecord } from '../course-record.js'
import { eachFile } from '../each-file.js'
import { learningResourceRecord } from '../learning-resource-record.js'
import { RecordIds } from '../record-ids.js'
import { educationTables } from '../tables.js'
import { writeCourse } from '../write-course.js'
import { writeLearningResource } from '../write-learning-resource.js'
import { courseOf, learningResourceOf } from './content.js'
import { type AmbRecord, ambProfile, profileContext } from './profile.js'
import { isObject } from './profile-parts.js'

interface Reading {
  sink: FeedSink
  ids: RecordIds
  records: number
  /** Records that are of the profile, whether they keep its rules or not. */
  recognized: number
}

/**
 * Learning resources described by the "Allgemeines Metadatenprofil für Bildungsressourcen" (AMB): a record, or an
 * array of them, in each JSON file. A record that is a course too becomes a course as well.
 */
export const ambFormat: FeedFormat = {
  name: 'amb',
  title: 'AMB learning resources, JSON: a record or an array of records a file',
  tables: educationTables,
  async read(source, sink) {
    const reading: Reading = { sink, ids: new RecordIds(), records: 0, recognized: 0 }
    const readable = await eachFile(source, sink, async (file) =>
      readRecords(await source.open(file), file, reading),
    )
    if (reading.recognized === 0 && (reading.records > 0 || readable === 0)) {
      throw new HubError('FORMAT_UNRECOGNIZED', `${source.location} holds no AMB record.`)
    }
  },
}

async function readRecords(stream: Readable, file: string, reading: Reading): Promise<void> {
  for await (const item of jsonRecords(stream, { file })) {
    if (item.kind === 'rest') continue
    const location = item.whole ? file : `${file}, record ${item.index + 1}`
    reading.records += 1
    if (isOfProfile(item.value)) reading.recognized += 1
    const record = checked(ambProfile, item.value, location, reading.sink)
    if (record) await writeRecord(record, item.value, location, reading)
  }
}

/** Says so itself, or has the members no record can do without. */
function isOfProfile(value: unknown): boolean {
  if (!isObject(value)) return false
  const context = value['@context']
  if (context === profileContext || (Array.isArray(context) && context.includes(profileContext))) return true
  return 'id' in value && 'name' in value && 'type' in value
}

async function writeRecord(record: AmbRecord, value: unknown, location: string, { sink, ids }: Reading) {
  const resource = checked(learningResourceRecord, learningResourceOf(record), location, sink)
  if (!resource) return
  const admitted = ids.admit(record.id, value)
  if (!admitted) return sink.skip(location, `the same record of ${record.id} stands twice`)
  const id = `${sink.feedId}:${admitted.id}`
  if (admitted.isRepeated) sink.warn(location, `${record.id} is described twice; kept as ${id}`)
  await writeLearningResource(id, resource, sink)
  if (!record.type.includes('Course')) return
  const course = checked(courseRecord, courseOf(record), location, sink)
  if (course) await writeCourse(id, course, sink)
}
