import { exampleInitiatives, exampleOrganizations } from '../../../../platform/service/example-ids.js'
import { Field } from '../../field.js'
import { InitiativeStatus } from '../../initiative/initiative-status.js'
import { atPlace, byPhone, byPost, saturdays, weekdayMornings } from '../analog-ways.js'
import { districtIds, positionOf } from '../places.js'
import type { ExampleInitiative } from './example-initiative.js'

export const societyInitiatives: readonly ExampleInitiative[] = [
  {
    id: exampleInitiatives.repairCafe,
    title: {
      DE: 'Reparaturcafé (Beispiel)',
      EN: 'Repair café (example)',
      DE_EASY: 'Kaputte Sachen reparieren (Beispiel)',
    },
    summary: {
      DE: 'Toaster, Hosen, Stühle: Was kaputt ist, wird gemeinsam repariert, bei Kaffee und Kuchen.',
      EN: 'Toasters, trousers, chairs: what is broken is mended together, over coffee and cake.',
      DE_EASY: 'Ist etwas kaputt? Bringen Sie es mit. Wir reparieren es zusammen.',
    },
    field: Field.SOCIETY,
    status: InitiativeStatus.PUBLISHED,
    organization: exampleOrganizations.society,
    districts: districtIds('01', '06', '07'),
    ...positionOf('Lövenich'),
    startsOn: '2025-10-04',
    analogAccess: [atPlace('Gemeindesaal, Beispielstraße 20, 41812 Erkelenz-Lövenich', saturdays)],
  },
  {
    id: exampleInitiatives.neighbours,
    title: {
      DE: 'Nachbarschaft hilft (Beispiel)',
      EN: 'Neighbours help (example)',
      DE_EASY: 'Nachbarn helfen sich (Beispiel)',
    },
    summary: {
      DE: 'Einkaufen, Vorlesen, Begleiten: Wer Hilfe braucht und wer Zeit hat, findet über das Telefon zusammen.',
      EN: 'Shopping, reading aloud, company: those who need help and those who have time meet by telephone.',
      DE_EASY: 'Brauchen Sie Hilfe? Rufen Sie an. Ein Nachbar hilft Ihnen.',
    },
    field: Field.SOCIETY,
    status: InitiativeStatus.PUBLISHED,
    organization: exampleOrganizations.society,
    districts: districtIds('03', '04', '05', '08', '09'),
    startsOn: '2024-11-01',
    analogAccess: [
      byPhone('401', weekdayMornings),
      byPost('Nachbarschaft hilft, Postfach 0000, 41812 Erkelenz'),
    ],
  },
]
