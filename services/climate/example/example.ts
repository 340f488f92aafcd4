import { projectFile } from '../../../platform/project-files.js'
import type { ExampleContent } from '../../../platform/service/example.js'
import { exampleInitiatives, exampleOrganizations } from '../../../platform/service/example-ids.js'

export const example: ExampleContent = {
  contentTable: 'climate.feed',
  feeds: [
    {
      id: 'example-stations',
      format: 'sensorthings',
      location: projectFile('services/climate/example/stations.json'),
      organizationId: exampleOrganizations.climate,
      initiativeId: exampleInitiatives.climateStations,
    },
    {
      id: 'example-measures',
      format: 'measures',
      location: projectFile('services/climate/example/measures.csv'),
      organizationId: exampleOrganizations.climate,
    },
  ],
}
