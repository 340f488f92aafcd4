import { exampleInitiatives, exampleOrganizations } from '../../../../platform/service/example-ids.js'
import { Field } from '../../field.js'
import { InitiativeStatus } from '../../initiative/initiative-status.js'
import { atPlace, byPhone, wednesdayAfternoons, weekdayMornings } from '../analog-ways.js'
import { districtIds, positionOf } from '../places.js'
import type { ExampleInitiative } from './example-initiative.js'

export const educationInitiatives: readonly ExampleInitiative[] = [
  {
    id: exampleInitiatives.digitalGuides,
    title: {
      DE: 'Digitallotsen im Stadtbezirk (Beispiel)',
      EN: 'Digital guides in your district (example)',
      DE_EASY: 'Hilfe mit Handy und Computer (Beispiel)',
    },
    summary: {
      DE: 'Ehrenamtliche zeigen in kleinen Runden, wie Smartphone, Online-Termin und E-Mail gelingen.',
      EN: 'Volunteers show small groups how to use a smartphone, book an appointment online and write e-mail.',
      DE_EASY: 'Wir zeigen Ihnen das Handy. Wir zeigen Ihnen den Computer. Sie können alles fragen.',
    },
    description: {
      DE: 'Die Lotsinnen und Lotsen kommen auch nach Hause. Geräte zum Üben sind da, niemand muss etwas mitbringen.',
      EN: 'The guides also visit people at home. There are devices to practise with; nobody needs to bring one.',
      DE_EASY: 'Wir kommen auch zu Ihnen nach Hause. Wir bringen ein Handy zum Üben mit.',
    },
    field: Field.EDUCATION,
    status: InitiativeStatus.PUBLISHED,
    organization: exampleOrganizations.education,
    districts: districtIds('01', '02', '06', '09'),
    ...positionOf('Erkelenz'),
    startsOn: '2025-09-01',
    analogAccess: [
      atPlace('Lernladen, Musterstraße 1, 41812 Erkelenz', wednesdayAfternoons),
      byPhone('101', weekdayMornings),
    ],
  },
  {
    id: exampleInitiatives.openWorkshop,
    title: {
      DE: 'Offene Lernwerkstatt (Beispiel)',
      EN: 'Open learning workshop (example)',
      DE_EASY: 'Die offene Werkstatt (Beispiel)',
    },
    summary: {
      DE: 'Löten, Drucken, Programmieren: eine Werkstatt für Schulklassen am Vormittag und für alle am Nachmittag.',
      EN: 'Soldering, printing, programming: a workshop for school classes in the morning and for all in the afternoon.',
      DE_EASY: 'Sie können hier etwas bauen. Wir helfen Ihnen. Es kostet nichts.',
    },
    field: Field.EDUCATION,
    status: InitiativeStatus.PUBLISHED,
    organization: exampleOrganizations.education,
    districts: districtIds('01', '07'),
    ...positionOf('Kückhoven'),
    startsOn: '2026-02-01',
    analogAccess: [atPlace('Alte Schule, Beispielweg 4, 41812 Erkelenz-Kückhoven', wednesdayAfternoons)],
  },
]
