import { latitude, longitude } from '../../../../platform/input/text.js'
import { isNode, type JsonLdGraph, type JsonLdNode, typesOf } from './json-ld-graph.js'

/** Where a course is held. */
export interface CoursePlace {
  /** Name and address; null where there is no place on earth. */
  text: string | null
  lat: number | null
  lon: number | null
  isVirtual: boolean
}

/** The first place on earth among an instance's locations, and whether one can be there over the internet. */
export function placeOf(instance: JsonLdNode, graph: JsonLdGraph): CoursePlace {
  const locations = graph.valuesOf(instance, 'location')
  const isVirtual = locations.some((value) => isNode(value) && typesOf(value).includes('VirtualLocation'))
  const place = locations.find((value) => !(isNode(value) && typesOf(value).includes('VirtualLocation')))
  if (isNode(place)) return { text: textOf(place, graph), ...positionOf(place, graph), isVirtual }
  const text = graph.localizedOf([place])?.DE ?? null
  return { text, lat: null, lon: null, isVirtual }
}

function textOf(place: JsonLdNode, graph: JsonLdGraph): string | null {
  const parts = [graph.textOf(place, 'name')]
  for (const address of graph.valuesOf(place, 'address')) {
    if (isNode(address)) parts.push(...addressLines(address, graph))
    else parts.push(graph.localizedOf([address])?.DE ?? null)
  }
  const texts = parts.map((part) => part?.trim().replace(/^,\s*/, '')).filter((part) => part)
  return texts.length > 0 ? [...new Set(texts)].join(', ') : null
}

function addressLines(address: JsonLdNode, graph: JsonLdGraph): (string | null)[] {
  const town = [graph.textOf(address, 'postalCode'), graph.textOf(address, 'addressLocality')]
  return [graph.textOf(address, 'streetAddress'), town.filter((part) => part !== null).join(' ')]
}

/** Both coordinates or none; 0/0 is what a place that was never looked up is stored with. */
function positionOf(place: JsonLdNode, graph: JsonLdGraph): { lat: number | null; lon: number | null } {
  const geo = graph.nodesOf(place, 'geo')[0] ?? place
  const lat = latitude.safeParse(graph.textOf(geo, 'latitude'))
  const lon = longitude.safeParse(graph.textOf(geo, 'longitude'))
  if (!lat.success || !lon.success || (lat.data === 0 && lon.data === 0)) return { lat: null, lon: null }
  return { lat: lat.data, lon: lon.data }
}
