import { projectFile } from '../../../platform/project-files.js'
import type { ExampleContent } from '../../../platform/service/example.js'
import { exampleInitiatives, exampleOrganizations } from '../../../platform/service/example-ids.js'

export const example: ExampleContent = {
  contentTable: 'health.feed',
  feeds: [
    {
      id: 'example-health-services',
      format: 'fhir',
      location: projectFile('services/health/example/services.json'),
      organizationId: exampleOrganizations.health,
    },
    {
      id: 'example-health-kiosk',
      format: 'fhir',
      location: projectFile('services/health/example/health-kiosk.json'),
      organizationId: exampleOrganizations.health,
      initiativeId: exampleInitiatives.healthKiosk,
    },
    {
      id: 'example-walking-group',
      format: 'fhir',
      location: projectFile('services/health/example/walking-group.json'),
      organizationId: exampleOrganizations.health,
      initiativeId: exampleInitiatives.walkingGroup,
    },
  ],
}
