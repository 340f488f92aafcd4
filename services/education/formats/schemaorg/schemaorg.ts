import { HubError } from '../../../../platform/errors/hub-error.js'
import type { FeedFormat, FeedSink } from '../../../../platform/feeds/format.js'
import { jsonRecords } from '../../../../platform/feeds/records/json-records.js'
import { checked } from '../../../../platform/feeds/records/validation.js'
import type { FeedSource } from '../../../../platform/feeds/source/source.js'
import { courseRecord } from '../course-record.js'
import { eachFile } from '../each-file.js'
import { RecordIds } from '../record-ids.js'
import { educationTables } from '../tables.js'
import { writeCourse } from '../write-course.js'
import { courseOf } from './course.js'
import { courseIdOf } from './course-id.js'
import { courseOfInstance, type LocatedNode, nextPageOf, nodesOfDocument } from './documents.js'
import { isNode, JsonLdGraph, type JsonLdNode, typesOf } from './json-ld-graph.js'

interface Reading {
  source: FeedSource
  sink: FeedSink
  ids: RecordIds
  /** Moment of the import. */
  now: Date
  nodes: number
  /** Nodes that are of schema.org's or OpenActive's kinds, whether they are courses or not. */
  recognized: number
}

/**
 * Courses as schema.org has them, in JSON-LD: a Course, an array, a `@graph`, an ItemList or DataFeed in each file;
 * also a page of an OpenActive feed, of which the CourseInstances are taken.
 */
export const schemaOrgFormat: FeedFormat = {
  name: 'schemaorg',
  title:
    'schema.org Course, JSON-LD: a course, an array, a @graph or an ItemList a file; OpenActive CourseInstance',
  tables: educationTables,
  async read(source, sink) {
    const now = await importedAt(sink)
    const reading: Reading = { source, sink, ids: new RecordIds(), now, nodes: 0, recognized: 0 }
    const readable = await eachFile(source, sink, (file) => readFile(file, reading))
    if (reading.recognized === 0 && (reading.nodes > 0 || readable === 0)) {
      throw new HubError('FORMAT_UNRECOGNIZED', `${source.location} holds no schema.org JSON-LD.`)
    }
  },
}

async function importedAt(sink: FeedSink): Promise<Date> {
  const [feed] = await sink.query<{ importedAt: Date }>(
    'select imported_at as "importedAt" from education.feed where id = $1',
    [sink.feedId],
  )
  if (!feed) throw new TypeError(`A feed is read that is not there: ${sink.feedId}`)
  return feed.importedAt
}

/** Reads a file twice: first what courses may link to, for links may lead forward, then the courses. */
async function readFile(file: string, reading: Reading): Promise<void> {
  const graph = new JsonLdGraph()
  const warnOfNext = (next: string) =>
    reading.sink.warn(file, `the feed goes on at ${next}, which was not fetched`)
  for await (const { node, location } of nodesOfFile(file, reading, warnOfNext)) {
    if (isNode(node) && !isCourse(node)) graph.add(node, location)
  }
  for await (const { node, location } of nodesOfFile(file, reading)) {
    reading.nodes += 1
    await readNode(node, location, graph, reading)
  }
  for (const { node, location } of graph.notFollowed()) await readUnlinked(node, location, graph, reading)
}

async function* nodesOfFile(
  file: string,
  { source, sink }: Reading,
  onNextPage?: (address: string) => void,
): AsyncGenerator<LocatedNode> {
  for await (const item of jsonRecords(await source.open(file), { arrayAt: ['@graph'], file })) {
    if (item.kind === 'rest') continue
    if (!item.whole) yield { node: item.value, location: `${file}, record ${item.index + 1}` }
    else {
      const next = nextPageOf(item.value)
      if (next !== null) onNextPage?.(next)
      yield* nodesOfDocument(item.value, file)
    }
  }
  sink.signal.throwIfAborted()
}

async function readNode(
  node: unknown,
  location: string,
  graph: JsonLdGraph,
  reading: Reading,
): Promise<void> {
  if (!isNode(node)) return reading.sink.skip(location, 'is no JSON object')
  if (isOfVocabulary(node)) reading.recognized += 1
  if (isCourse(node)) await readCourse(node, location, graph, reading)
  // What has an id may be there to be linked to; whether it was is known at the end of the file.
  else if (!graph.keeps(node, location)) await readUnlinked(node, location, graph, reading)
}

/** A node that no course links to: an instance that names its course, or nothing of ours. */
async function readUnlinked(node: JsonLdNode, location: string, graph: JsonLdGraph, reading: Reading) {
  const types = typesOf(node)
  if (types.includes('CourseInstance') && (node.name !== undefined || node.instanceOfCourse !== undefined)) {
    await readCourse(courseOfInstance(node), location, graph, reading)
  } else reading.sink.skip(location, `is of the type ${types.join(', ') || 'unknown'}, not a Course`)
}

async function readCourse(node: JsonLdNode, location: string, graph: JsonLdGraph, reading: Reading) {
  const { sink, ids, now } = reading
  if (graph.textOf(node, 'name') === null) return sink.skip(location, 'the course has no name')
  const wanted = courseIdOf(node, graph)
  const warnings: string[] = []
  const input = courseOf(node, { graph, sink, now, warn: (reason) => warnings.push(reason) })
  const course = checked(courseRecord, input, location, sink)
  if (!course) return
  const admitted = ids.admit(wanted, node)
  if (!admitted) return sink.skip(location, 'the same course stands twice')
  const id = `${sink.feedId}:${admitted.id}`
  if (admitted.isRepeated)
    sink.warn(location, `another course is known by the same name or address; kept as ${id}`)
  for (const warning of warnings) sink.warn(location, warning)
  await writeCourse(id, course, sink)
}

function isCourse(node: JsonLdNode): boolean {
  return typesOf(node).includes('Course')
}

function isOfVocabulary(node: JsonLdNode): boolean {
  const context = JSON.stringify(node['@context']) ?? ''
  return (
    isCourse(node) || typesOf(node).includes('CourseInstance') || /schema\.org|openactive\.io/.test(context)
  )
}
