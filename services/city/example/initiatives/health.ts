import { exampleInitiatives, exampleOrganizations } from '../../../../platform/service/example-ids.js'
import { Field } from '../../field.js'
import { InitiativeStatus } from '../../initiative/initiative-status.js'
import { atPlace, byPhone, wednesdayAfternoons, weekdays } from '../analog-ways.js'
import { districtIds, positionOf } from '../places.js'
import type { ExampleInitiative } from './example-initiative.js'

export const healthInitiatives: readonly ExampleInitiative[] = [
  {
    id: exampleInitiatives.healthKiosk,
    title: {
      DE: 'Gesundheitskiosk (Beispiel)',
      EN: 'Health kiosk (example)',
      DE_EASY: 'Fragen zur Gesundheit (Beispiel)',
    },
    summary: {
      DE: 'Beratung ohne Termin: Was bedeutet der Befund, welche Hilfe steht mir zu, welche Praxis nimmt mich auf?',
      EN: 'Advice without an appointment: what does the report mean, what help may I get, which practice takes me?',
      DE_EASY: 'Sind Sie krank? Haben Sie Fragen? Wir beraten Sie. Sie brauchen keinen Termin.',
    },
    description: {
      DE: 'Pflegefachpersonen und ein Sozialarbeiter beraten vertraulich, auf Wunsch mit Übersetzung.',
      EN: 'Nurses and a social worker give advice in confidence, with an interpreter if wished.',
    },
    field: Field.HEALTH,
    status: InitiativeStatus.PUBLISHED,
    organization: exampleOrganizations.health,
    districts: districtIds('01', '02', '04'),
    ...positionOf('Gerderath'),
    startsOn: '2025-05-05',
    analogAccess: [
      atPlace('Gesundheitskiosk, Am Beispielplatz 3, 41812 Erkelenz-Gerderath', weekdays),
      byPhone('301', weekdays),
    ],
  },
  {
    id: exampleInitiatives.walkingGroup,
    title: {
      DE: 'Bewegungstreff im Grünen (Beispiel)',
      EN: 'Exercise group in the open (example)',
    },
    summary: {
      DE: 'Jede Woche eine Stunde gehen, dehnen und reden; auch mit Rollator und ohne Anmeldung.',
      EN: 'An hour of walking, stretching and talking every week; walking frames welcome, no booking needed.',
    },
    field: Field.HEALTH,
    status: InitiativeStatus.PUBLISHED,
    organization: exampleOrganizations.health,
    districts: districtIds('02', '03', '08'),
    ...positionOf('Keyenberg'),
    startsOn: '2026-03-04',
    analogAccess: [atPlace('Dorfplatz, 41812 Erkelenz-Keyenberg', wednesdayAfternoons)],
  },
]
