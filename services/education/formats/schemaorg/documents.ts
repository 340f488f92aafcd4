import { isNode, type JsonLdNode, typesOf } from './json-ld-graph.js'

/** A node of a document and what it is called in messages. */
export interface LocatedNode {
  node: unknown
  location: string
}

/**
 * The nodes one JSON document stands for: itself; the items of a page of an OpenActive feed (RPDE 1.0); the
 * elements of a schema.org ItemList or DataFeed.
 */
export function nodesOfDocument(value: unknown, location: string): LocatedNode[] {
  if (!isNode(value)) return [{ node: value, location }]
  if (isPage(value)) return itemsOfPage(value.items, location)
  const types = typesOf(value)
  if (types.includes('ItemList')) return elementsOf(value.itemListElement, location)
  if (types.includes('DataFeed')) return elementsOf(value.dataFeedElement, location)
  return [{ node: value, location }]
}

/** Where a feed goes on after this page of it; null if the document is none. */
export function nextPageOf(value: unknown): string | null {
  return isNode(value) && isPage(value) && typeof value.next === 'string' ? value.next : null
}

function isPage(value: JsonLdNode): value is JsonLdNode & { items: unknown[] } {
  return Array.isArray(value.items) && !('@type' in value)
}

/** Items that were deleted are told of without their content. */
function itemsOfPage(items: readonly unknown[], location: string): LocatedNode[] {
  return items.flatMap((item, index) => {
    if (!isNode(item)) return { node: item, location: `${location}, item ${index + 1}` }
    const where = `${location}, item ${typeof item.id === 'string' ? item.id : (item.id ?? index + 1)}`
    return item.state === 'deleted' ? [] : { node: item.data, location: where }
  })
}

function elementsOf(elements: unknown, location: string): LocatedNode[] {
  const all = Array.isArray(elements) ? elements : [elements]
  return all.map((element, index) => {
    const node = isNode(element) && isNode(element.item) ? element.item : element
    return { node, location: `${location}, element ${index + 1}` }
  })
}

/**
 * A CourseInstance that stands for itself and names its course, as OpenActive has it, turned about:
 * the course, with what the instance says of itself first, and the instance as its only one.
 */
export function courseOfInstance(instance: JsonLdNode): JsonLdNode {
  const named = instance.instanceOfCourse
  const course = isNode(named) ? named : {}
  const own = ['@id', 'identifier', 'name', 'description', 'url', 'provider', 'organizer', 'inLanguage']
  const kept = own.filter((name) => instance[name] !== undefined).map((name) => [name, instance[name]])
  return { ...course, ...Object.fromEntries(kept), '@type': 'Course', hasCourseInstance: instance }
}
