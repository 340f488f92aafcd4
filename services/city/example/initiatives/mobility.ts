import { exampleInitiatives, exampleOrganizations } from '../../../../platform/service/example-ids.js'
import { Field } from '../../field.js'
import { InitiativeStatus } from '../../initiative/initiative-status.js'
import { atPlace, byPhone, byPost, saturdays, weekdayMornings, weekdays } from '../analog-ways.js'
import { districtIds, positionOf } from '../places.js'
import type { ExampleInitiative } from './example-initiative.js'

export const mobilityInitiatives: readonly ExampleInitiative[] = [
  {
    id: exampleInitiatives.bicyclesForAll,
    title: {
      DE: 'Fahrräder für alle (Beispiel)',
      EN: 'Bicycles for everyone (example)',
      DE_EASY: 'Ein Fahrrad leihen (Beispiel)',
    },
    summary: {
      DE: 'Gespendete Räder werden hergerichtet und kostenlos verliehen, auch Lastenräder und Räder für Kinder.',
      EN: 'Donated bicycles are repaired and lent free of charge, cargo bikes and children’s bikes among them.',
      DE_EASY: 'Sie können ein Fahrrad leihen. Das kostet kein Geld. Es gibt auch Fahrräder für Kinder.',
    },
    description: {
      DE: 'Ausgeliehen wird für einen Tag bis drei Monate. Wer schrauben möchte, ist samstags in der Werkstatt willkommen.',
      EN: 'Bicycles are lent for a day up to three months. Anyone who likes to mend things is welcome on Saturdays.',
    },
    field: Field.MOBILITY,
    status: InitiativeStatus.PUBLISHED,
    organization: exampleOrganizations.mobility,
    districts: districtIds('01', '03', '05', '07'),
    ...positionOf('Schwanenberg'),
    startsOn: '2026-04-01',
    analogAccess: [
      atPlace('Radwerkstatt, Musterweg 12, 41812 Erkelenz-Schwanenberg', saturdays),
      byPhone('201', weekdayMornings),
    ],
  },
  {
    id: exampleInitiatives.villageBus,
    title: {
      DE: 'Dorfbus auf Zuruf (Beispiel)',
      EN: 'Village bus on call (example)',
      DE_EASY: 'Der Dorfbus (Beispiel)',
    },
    summary: {
      DE: 'Ein Kleinbus mit ehrenamtlichen Fahrerinnen und Fahrern bringt aus den Dörfern zu Arzt, Markt und Bahn.',
      EN: 'A minibus with volunteer drivers takes people from the villages to the doctor, the market and the train.',
      DE_EASY: 'Der Bus fährt Sie zum Arzt. Oder zum Markt. Oder zum Zug. Rufen Sie vorher an.',
    },
    field: Field.MOBILITY,
    status: InitiativeStatus.PUBLISHED,
    organization: exampleOrganizations.mobility,
    districts: districtIds('04', '05', '06', '08', '09'),
    ...positionOf('Holzweiler'),
    startsOn: '2026-01-12',
    endsOn: '2028-12-31',
    analogAccess: [byPhone('202', weekdays), byPost('Dorfbus, Postfach 0000, 41812 Erkelenz')],
  },
]
