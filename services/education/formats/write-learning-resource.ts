import type { FeedSink } from '../../../platform/feeds/format.js'
import type { LearningResourceRecord } from './learning-resource-record.js'
import { learningResourceTable } from './tables.js'
import { searchWords } from './write-course.js'

/** Writes a learning resource. */
export async function writeLearningResource(
  id: string,
  resource: LearningResourceRecord,
  sink: FeedSink,
): Promise<void> {
  const { title, kinds, subjects, skills, keywords, creators } = resource
  await sink.write(learningResourceTable, {
    id,
    title,
    description: resource.description,
    kinds: JSON.stringify(kinds),
    subjects: JSON.stringify(subjects),
    skills: JSON.stringify(skills),
    digital_skills: resource.digitalSkills,
    keywords,
    languages: resource.languages,
    creators,
    license: resource.license,
    web_address: resource.webAddress,
    is_accessible_for_free: resource.isAccessibleForFree,
    search_words: searchWords([title, ...keywords, ...creators], [kinds, subjects, skills]),
  })
}
