import type { FeedSink } from '../../../platform/feeds/format.js'
import type { LocalizedText } from '../../../platform/graph/language.js'
import type { CourseRecord } from './course-record.js'
import { courseDistrictTable, courseSessionTable, courseTable } from './tables.js'

/** Writes a course with its sessions and the districts it is held in. */
export async function writeCourse(id: string, course: CourseRecord, sink: FeedSink): Promise<void> {
  const districtIds = new Set(course.sessions.flatMap(({ districtId }) => districtId ?? []))
  await sink.write(courseTable, { id, district_id: [...districtIds][0] ?? null, ...courseRow(course) })
  for (const districtId of districtIds) {
    await sink.write(courseDistrictTable, { course_id: id, district_id: districtId })
  }
  for (const [index, session] of course.sessions.entries()) {
    await sink.write(courseSessionTable, {
      course_id: id,
      position: index + 1,
      starts_at: session.startsAt,
      ends_at: session.endsAt,
      whole_days: session.wholeDays,
      location: session.location,
      district_id: session.districtId,
      mode: session.mode,
      price: session.price,
      currency: session.currency,
    })
  }
}

function courseRow(course: CourseRecord) {
  const starts = course.sessions.flatMap(({ startsAt }) => startsAt ?? [])
  starts.sort((a, b) => a.getTime() - b.getTime())
  return {
    title: course.title,
    description: course.description,
    skills: JSON.stringify(course.skills),
    subjects: JSON.stringify(course.subjects),
    prerequisites: JSON.stringify(course.prerequisites),
    digital_skills: course.digitalSkills,
    languages: course.languages,
    provider: course.provider,
    is_accessible_for_free: course.isAccessibleForFree,
    price: course.price,
    currency: course.currency,
    web_address: course.webAddress,
    mode: modeOfAll(course),
    first_starts_at: starts[0] ?? null,
    last_starts_at: starts.at(-1) ?? null,
    search_words: searchWords([course.title, course.provider], [course.skills, course.subjects]),
  }
}

/** The words a search forgives typos in. */
export function searchWords(
  texts: readonly (string | null)[],
  names: readonly (readonly LocalizedText[])[],
): string {
  const all = [...texts, ...names.flat().flatMap(({ DE, EN }) => [DE, EN])]
  return [...new Set(all.filter((text) => text))].join('\n')
}

function modeOfAll({ sessions }: CourseRecord) {
  const modes = new Set(sessions.map(({ mode }) => mode))
  const [mode] = modes
  return modes.size === 1 ? (mode ?? null) : null
}
