import { CourseMode } from '../../course/session.type.js'
import { isNode, type JsonLdGraph, type JsonLdNode, termIn } from './json-ld-graph.js'
import type { CoursePlace } from './place.js'

/** Words of courseMode and terms of eventAttendanceMode; how much time it takes (part-time) is no mode. */
const blended = /blended|hybrid|mixed/i
const online = /online|mooc|virtual|e-?learning|webinar/i
const onSite = /on-?site|in-?person|in person|classroom|face-to-face|offline|präsenz|vor ort/i

/** How one takes part: by what the instance says, else by where it is held; null where neither tells. */
export function modeOf(instance: JsonLdNode, place: CoursePlace, graph: JsonLdGraph): CourseMode | null {
  const words = graph
    .valuesOf(instance, 'courseMode', 'eventAttendanceMode')
    .flatMap((value) =>
      isNode(value) ? (termIn(value) ?? graph.textsOf({ value }, 'value')) : String(value),
    )
    .join(' ')
  const isOnline = online.test(words)
  const isOnSite = onSite.test(words)
  if (blended.test(words) || (isOnline && isOnSite)) return CourseMode.BLENDED
  if (isOnline) return CourseMode.ONLINE
  if (isOnSite) return CourseMode.ON_SITE
  if (place.text !== null) return place.isVirtual ? CourseMode.BLENDED : CourseMode.ON_SITE
  return place.isVirtual ? CourseMode.ONLINE : null
}
