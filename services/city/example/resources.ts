import { exampleOrganizations as organization } from '../../../platform/service/example-ids.js'
import { townZone } from '../../../platform/town/zone.js'
import { Field } from '../field.js'
import { Weekday } from '../goods/availability/weekday.js'
import { ResourceKind as Kind, Unit } from '../goods/resource-kind.js'
import { OrganizationKind } from '../organization/organization-kind.js'
import { Sharing } from '../resource/sharing.js'
import { districtIds, positionOf } from './places.js'

const { MO, TU, WE, TH, FR, SA } = Weekday

/** Days on which offices and schools of North Rhine-Westphalia are closed over the turn of the year. */
const turnOfTheYear = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-31', '2027-01-01']

const [erkelenz, gerderath, schwanenberg, loevenich] = districtIds('01', '02', '03', '06')

/** What the town and invented organizations hold ready for initiatives. */
export const resources = [
  {
    id: 'res-saal',
    title: {
      DE: 'Saal mit Bühne (Beispiel)',
      EN: 'Hall with a stage (example)',
      DE_EASY: 'Ein großer Raum (Beispiel)',
    },
    kind: Kind.SPACE,
    amount: '120',
    unit: Unit.SEATS,
    splittable: false,
    validFrom: '2026-01-01',
    organization: organization.town,
    district: erkelenz,
    ...positionOf('Erkelenz'),
    sharing: Sharing.EXCLUSIVE,
    availability: {
      timeZone: townZone,
      weekly: [
        { days: [MO, TU, WE, TH, FR], from: '16:00', to: '22:00' },
        { days: [SA], from: '10:00', to: '24:00' },
      ],
      // New Year's Eve goes on past midnight.
      dates: [{ date: '2026-12-31', from: '18:00', to: '02:00' }],
      closedOn: turnOfTheYear,
    },
  },
  {
    id: 'res-schulraum',
    title: { DE: 'Klassenraum am Nachmittag (Beispiel)', EN: 'Classroom in the afternoon (example)' },
    kind: Kind.SPACE,
    amount: '64.5',
    unit: Unit.SQUARE_METRES,
    splittable: false,
    validFrom: '2026-08-01',
    validTo: '2029-07-31',
    organization: organization.town,
    district: gerderath,
    ...positionOf('Gerderath'),
    sharing: Sharing.EXCLUSIVE,
    availability: {
      timeZone: townZone,
      weekly: [{ days: [MO, TU, TH], from: '15:00', to: '18:00' }],
      dates: [],
      closedOn: turnOfTheYear,
    },
    eligibleFields: [Field.EDUCATION, Field.SOCIETY],
  },
  {
    id: 'res-foerdertopf',
    title: {
      DE: 'Fördertopf für digitale Initiativen (Beispiel)',
      EN: 'Fund for digital initiatives (example)',
    },
    kind: Kind.FUNDING,
    amount: '25000.00',
    unit: Unit.EUROS,
    splittable: true,
    validFrom: '2026-01-01',
    validTo: '2027-12-31',
    organization: organization.town,
    smallestLot: '250.00',
    sharing: Sharing.POOLED,
    eligibleOrganizationKinds: [
      OrganizationKind.ASSOCIATION,
      OrganizationKind.COOPERATIVE,
      OrganizationKind.FOUNDATION,
      OrganizationKind.SCHOOL,
      OrganizationKind.INFORMAL_GROUP,
    ],
  },
  {
    id: 'res-itstunden',
    title: { DE: 'Stunden der IT-Abteilung (Beispiel)', EN: 'Hours of the IT department (example)' },
    kind: Kind.STAFF_HOURS,
    amount: '80',
    unit: Unit.HOURS,
    splittable: true,
    validFrom: '2026-01-01',
    organization: organization.town,
    smallestLot: '0.5',
    sharing: Sharing.POOLED,
    skills: ['skill-it-operations', 'skill-digital-safety'],
    availability: {
      timeZone: townZone,
      weekly: [{ days: [MO, TU, WE, TH], from: '08:00', to: '16:00' }],
      dates: [],
      closedOn: turnOfTheYear,
    },
  },
  {
    id: 'res-tablets',
    title: { DE: 'Tablets zum Üben (Beispiel)', EN: 'Tablets to practise with (example)' },
    kind: Kind.EQUIPMENT,
    amount: '15',
    unit: Unit.PIECES,
    splittable: true,
    validFrom: '2026-03-01',
    organization: organization.education,
    district: erkelenz,
    ...positionOf('Erkelenz'),
    radiusMetres: 10_000,
    sharing: Sharing.POOLED,
    eligibleFields: [Field.EDUCATION, Field.SOCIETY, Field.HEALTH],
  },
  {
    id: 'res-lastenrad',
    title: { DE: 'Lastenrad mit Anhänger (Beispiel)', EN: 'Cargo bike with trailer (example)' },
    kind: Kind.VEHICLE,
    amount: '2',
    unit: Unit.PIECES,
    splittable: true,
    validFrom: '2026-04-01',
    organization: organization.mobility,
    district: schwanenberg,
    ...positionOf('Schwanenberg'),
    radiusMetres: 5_000,
    sharing: Sharing.POOLED,
    eligibleDistricts: districtIds('03', '06'),
  },
  {
    id: 'res-datenschutz',
    title: { DE: 'Beratung zum Datenschutz (Beispiel)', EN: 'Advice on data protection (example)' },
    kind: Kind.EXPERTISE,
    amount: '12.5',
    unit: Unit.HOURS,
    splittable: true,
    organization: organization.climate,
    sharing: Sharing.POOLED,
    skills: ['skill-data-protection'],
  },
  {
    id: 'res-messreihen',
    title: { DE: 'Messreihen der Klimastationen (Beispiel)', EN: 'Series of the climate stations (example)' },
    kind: Kind.DATA,
    amount: '9',
    unit: Unit.PIECES,
    splittable: true,
    validFrom: '2025-03-20',
    organization: organization.climate,
    district: loevenich,
    sharing: Sharing.POOLED,
  },
]
