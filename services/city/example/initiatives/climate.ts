import { exampleInitiatives, exampleOrganizations } from '../../../../platform/service/example-ids.js'
import { Field } from '../../field.js'
import { InitiativeStatus } from '../../initiative/initiative-status.js'
import { atPlace, byPhone, saturdays, weekdayMornings, weekdays } from '../analog-ways.js'
import { districtIds, everyDistrict, positionOf } from '../places.js'
import type { ExampleInitiative } from './example-initiative.js'

export const climateInitiatives: readonly ExampleInitiative[] = [
  {
    id: exampleInitiatives.climateStations,
    title: {
      DE: 'Klimastationen in allen Bezirken (Beispiel)',
      EN: 'Climate stations in every district (example)',
      DE_EASY: 'Messen: Wie ist die Luft? (Beispiel)',
    },
    summary: {
      DE: 'Schulen und Vereine betreuen Messstationen für Temperatur und Feinstaub; die Werte stehen allen offen.',
      EN: 'Schools and associations look after stations for temperature and fine dust; the values are open to all.',
      DE_EASY: 'Wir messen die Luft. Wir messen, wie warm es ist. Alle können die Zahlen sehen.',
    },
    field: Field.CLIMATE,
    status: InitiativeStatus.PUBLISHED,
    organization: exampleOrganizations.climate,
    districts: everyDistrict,
    startsOn: '2025-03-20',
    analogAccess: [
      atPlace('Klimawerk, Musterallee 7, 41812 Erkelenz', weekdays),
      byPhone('501', weekdayMornings),
    ],
  },
  {
    id: exampleInitiatives.treeSponsors,
    title: {
      DE: 'Patenschaften für Straßenbäume (Beispiel)',
      EN: 'Sponsors for street trees (example)',
    },
    summary: {
      DE: 'Wer einen Baum vor der Tür gießt und pflegt, hilft ihm durch trockene Sommer.',
      EN: 'Watering and tending a tree outside the door helps it through dry summers.',
    },
    field: Field.CLIMATE,
    status: InitiativeStatus.PUBLISHED,
    organization: exampleOrganizations.climate,
    districts: districtIds('02', '06', '08'),
    ...positionOf('Venrath'),
    startsOn: '2026-04-25',
    endsOn: '2030-10-31',
    analogAccess: [
      atPlace('Baumsprechstunde, Am Musteranger 1, 41812 Erkelenz-Venrath', saturdays),
      byPhone('502', weekdayMornings),
    ],
  },
]
