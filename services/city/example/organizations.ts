import { exampleOrganizations } from '../../../platform/service/example-ids.js'
import { dayAfter, dayInTown } from '../calendar/today.js'
import { Field } from '../field.js'
import { OrganizationKind } from '../organization/organization-kind.js'
import { districtIds } from './places.js'

const [erkelenz, schwanenberg, loevenich, keyenberg] = districtIds('01', '03', '06', '08')

/** @param now moment the example is written at; the invented ones are verified for two years from then */
export function organizations(now: Date) {
  const verified = { verifiedAt: now, verifiedUntil: dayAfter(dayInTown(now), { years: 2 }) }
  return [town, ...partners.map((partner) => ({ ...partner, registeredAt: now, ...verified }))]
}

const town = {
  id: exampleOrganizations.town,
  name: 'Stadt Erkelenz',
  kind: OrganizationKind.TOWN,
  fields: Object.values(Field),
  webAddress: 'https://www.erkelenz.de/',
  district: erkelenz,
}

/** Organizations that are invented, with people, streets and numbers. */
const partners = [
  {
    id: exampleOrganizations.education,
    name: 'Lernwerkstatt Erkaland e.V. (Beispiel)',
    kind: OrganizationKind.ASSOCIATION,
    fields: [Field.EDUCATION, Field.SOCIETY],
    webAddress: 'https://lernwerkstatt.example/',
    district: erkelenz,
    registerNumber: 'VR 90001 (Beispiel)',
    address: { street: 'Lernweg 1 (Beispiel)', postalCode: '41812', place: 'Erkelenz' },
    contact: { name: 'Lena Lern (Beispiel)', email: 'kontakt@lernwerkstatt.example', phone: null },
  },
  {
    id: exampleOrganizations.mobility,
    name: 'Radkreis Börde e.V. (Beispiel)',
    kind: OrganizationKind.ASSOCIATION,
    fields: [Field.MOBILITY, Field.CLIMATE],
    webAddress: 'https://radkreis.example/',
    district: schwanenberg,
    registerNumber: 'VR 90002 (Beispiel)',
    address: { street: 'Radweg 2 (Beispiel)', postalCode: '41812', place: 'Erkelenz' },
    contact: { name: 'Rudi Rad (Beispiel)', email: 'kontakt@radkreis.example', phone: null },
  },
  {
    id: exampleOrganizations.health,
    name: 'Gesundheitsnetz Niersaue gGmbH (Beispiel)',
    kind: OrganizationKind.COMPANY,
    fields: [Field.HEALTH],
    webAddress: 'https://gesundheitsnetz.example/',
    district: keyenberg,
    registerNumber: 'HRB 90003 (Beispiel)',
    address: { street: 'Heilweg 3 (Beispiel)', postalCode: '41812', place: 'Erkelenz' },
    contact: { name: 'Greta Gesund (Beispiel)', email: 'kontakt@gesundheitsnetz.example', phone: null },
  },
  {
    id: exampleOrganizations.society,
    name: 'Nachbarschaftshilfe Börde e.V. (Beispiel)',
    kind: OrganizationKind.ASSOCIATION,
    fields: [Field.SOCIETY],
    webAddress: null,
    district: loevenich,
    address: { street: 'Nachbarweg 4 (Beispiel)', postalCode: '41812', place: 'Erkelenz' },
    contact: { name: 'Nora Nachbar (Beispiel)', email: 'kontakt@nachbarschaftshilfe.example', phone: null },
  },
  {
    id: exampleOrganizations.climate,
    name: 'Klimawerk Erkaland eG (Beispiel)',
    kind: OrganizationKind.COOPERATIVE,
    fields: [Field.CLIMATE, Field.MOBILITY],
    webAddress: 'https://klimawerk.example/',
    district: erkelenz,
    registerNumber: 'GnR 90005 (Beispiel)',
    address: { street: 'Klimaweg 5 (Beispiel)', postalCode: '41812', place: 'Erkelenz' },
    contact: { name: 'Kim Klima (Beispiel)', email: 'kontakt@klimawerk.example', phone: null },
  },
]
