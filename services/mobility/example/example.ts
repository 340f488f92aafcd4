import { projectFile } from '../../../platform/project-files.js'
import type { ExampleContent } from '../../../platform/service/example.js'
import { exampleInitiatives, exampleOrganizations } from '../../../platform/service/example-ids.js'

export const example: ExampleContent = {
  contentTable: 'mobility.feed',
  feeds: [
    {
      id: 'example-village-bus',
      format: 'gtfs',
      location: projectFile('services/mobility/example/gtfs/'),
      organizationId: exampleOrganizations.mobility,
      initiativeId: exampleInitiatives.villageBus,
    },
    {
      id: 'example-bicycles',
      format: 'gbfs',
      location: projectFile('services/mobility/example/gbfs/'),
      organizationId: exampleOrganizations.mobility,
      initiativeId: exampleInitiatives.bicyclesForAll,
    },
  ],
}
