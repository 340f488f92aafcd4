import { projectFile } from '../../../platform/project-files.js'
import type { ExampleContent } from '../../../platform/service/example.js'
import { exampleInitiatives, exampleOrganizations } from '../../../platform/service/example-ids.js'

const folder = 'services/society/example'
const organizationId = exampleOrganizations.society

export const example: ExampleContent = {
  contentTable: 'society.feed',
  feeds: [
    {
      id: 'example-events',
      format: 'ical',
      location: projectFile(`${folder}/events.ics`),
      organizationId,
    },
    {
      id: 'example-repair-cafe',
      format: 'ical',
      location: projectFile(`${folder}/repair-cafe.ics`),
      organizationId,
      initiativeId: exampleInitiatives.repairCafe,
    },
    {
      id: 'example-neighbours',
      format: 'ical',
      location: projectFile(`${folder}/neighbours.ics`),
      organizationId,
      initiativeId: exampleInitiatives.neighbours,
    },
    {
      id: 'example-volunteering',
      format: 'volunteering',
      location: projectFile(`${folder}/volunteering.csv`),
      organizationId,
    },
  ],
}
