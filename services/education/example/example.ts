import { projectFile } from '../../../platform/project-files.js'
import type { ExampleContent } from '../../../platform/service/example.js'
import { exampleInitiatives, exampleOrganizations } from '../../../platform/service/example-ids.js'

export const example: ExampleContent = {
  contentTable: 'education.feed',
  feeds: [
    {
      id: 'example-digital-courses',
      format: 'schemaorg',
      location: projectFile('services/education/example/digital-courses.jsonld'),
      organizationId: exampleOrganizations.education,
      initiativeId: exampleInitiatives.digitalGuides,
    },
    {
      id: 'example-workshop-courses',
      format: 'schemaorg',
      location: projectFile('services/education/example/workshop-courses.jsonld'),
      organizationId: exampleOrganizations.education,
      initiativeId: exampleInitiatives.openWorkshop,
    },
    {
      id: 'example-resources',
      format: 'amb',
      location: projectFile('services/education/example/resources.json'),
      organizationId: exampleOrganizations.education,
      initiativeId: exampleInitiatives.digitalGuides,
    },
  ],
}
