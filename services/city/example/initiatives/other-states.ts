import { exampleOrganizations } from '../../../../platform/service/example-ids.js'
import { Field } from '../../field.js'
import { InitiativeStatus } from '../../initiative/initiative-status.js'
import { atPlace, byPhone, saturdays, weekdayMornings } from '../analog-ways.js'
import { districtIds, positionOf } from '../places.js'
import type { ExampleInitiative } from './example-initiative.js'

/** Initiatives at other points of their life than published; some of them only their makers and coordinators see. */
export const initiativesInOtherStates: readonly ExampleInitiative[] = [
  {
    id: 'ini-lesepaten',
    title: {
      DE: 'Lesepaten in der Grundschule (Beispiel)',
      EN: 'Reading companions at primary school (example)',
    },
    summary: {
      DE: 'Erwachsene lesen einmal in der Woche mit Kindern; macht gerade Pause, bis neue Räume gefunden sind.',
      EN: 'Adults read with children once a week; paused until new rooms are found.',
    },
    field: Field.EDUCATION,
    status: InitiativeStatus.PAUSED,
    organization: exampleOrganizations.education,
    districts: districtIds('02'),
    ...positionOf('Gerderath'),
    startsOn: '2024-08-21',
    analogAccess: [byPhone('102', weekdayMornings)],
  },
  {
    id: 'ini-stadtradeln-2025',
    title: { DE: 'Radelsommer 2025 (Beispiel)', EN: 'Summer of cycling 2025 (example)' },
    summary: {
      DE: 'Drei Wochen lang zählten alle Wege mit dem Rad; die Ergebnisse bleiben nachzulesen.',
      EN: 'For three weeks every trip by bicycle counted; the results can still be read.',
    },
    field: Field.MOBILITY,
    status: InitiativeStatus.ENDED,
    organization: exampleOrganizations.mobility,
    districts: districtIds('01', '03'),
    startsOn: '2025-06-01',
    endsOn: '2025-06-21',
    analogAccess: [byPhone('203', weekdayMornings)],
  },
  {
    id: 'ini-solarberatung',
    title: { DE: 'Solarberatung am Küchentisch (Beispiel)' },
    summary: { DE: 'Nachbarinnen und Nachbarn beraten zu Balkonkraftwerken.' },
    field: Field.CLIMATE,
    status: InitiativeStatus.DRAFT,
    organization: exampleOrganizations.climate,
    districts: districtIds('01'),
    analogAccess: [],
  },
  {
    id: 'ini-buechertausch',
    title: { DE: 'Büchertausch im Dorfladen (Beispiel)', EN: 'Book swap at the village shop (example)' },
    summary: { DE: 'Ein Regal im Laden: Buch bringen, Buch mitnehmen.' },
    field: Field.SOCIETY,
    status: InitiativeStatus.SUBMITTED,
    organization: exampleOrganizations.society,
    districts: districtIds('09'),
    ...positionOf('Holzweiler'),
    analogAccess: [atPlace('Dorfladen, Beispielgasse 2, 41812 Erkelenz-Holzweiler', saturdays)],
  },
  {
    id: 'ini-taschengeldboerse',
    title: { DE: 'Taschengeldbörse (Beispiel)', EN: 'Pocket-money jobs (example)' },
    summary: {
      DE: 'Jugendliche helfen Älteren bei kleinen Aufgaben, zu Hause und am Rechner.',
      EN: 'Young people help older ones with small tasks, at home and at the computer.',
    },
    field: Field.SOCIETY,
    status: InitiativeStatus.CHANGES_REQUESTED,
    decisionReason: 'Bitte ergänzen, wie die Jugendlichen versichert sind. (Beispiel)',
    organization: exampleOrganizations.society,
    districts: districtIds('01', '06'),
    analogAccess: [byPhone('402', weekdayMornings)],
  },
  {
    id: 'ini-verschenkekiste',
    title: { DE: 'Verschenkekiste am Bürgerhaus (Beispiel)', EN: 'Give-away box at the hall (example)' },
    summary: {
      DE: 'Gut Erhaltenes hineinlegen, Brauchbares mitnehmen.',
      EN: 'Put in what is still good, take what you can use.',
    },
    field: Field.CLIMATE,
    status: InitiativeStatus.SCHEDULED,
    publishInDays: 7,
    organization: exampleOrganizations.climate,
    districts: districtIds('03'),
    analogAccess: [atPlace('Bürgerhaus, Musterplatz 3, 41812 Erkelenz-Schwanenberg', saturdays)],
  },
]
