import { exampleOrganizations } from '../../../platform/service/example-ids.js'
import { Field } from '../field.js'
import { OrganizationKind } from '../organization/organization-kind.js'
import { districtIds } from './places.js'

const [erkelenz, schwanenberg, loevenich, keyenberg] = districtIds('01', '03', '06', '08')

/** The town, and organizations that are invented. */
export const organizations = [
  {
    id: exampleOrganizations.town,
    name: 'Stadt Erkelenz',
    kind: OrganizationKind.TOWN,
    fields: Object.values(Field),
    webAddress: 'https://www.erkelenz.de/',
    district: erkelenz,
  },
  {
    id: exampleOrganizations.education,
    name: 'Lernwerkstatt Erkaland e.V. (Beispiel)',
    kind: OrganizationKind.ASSOCIATION,
    fields: [Field.EDUCATION, Field.SOCIETY],
    webAddress: 'https://lernwerkstatt.example/',
    district: erkelenz,
  },
  {
    id: exampleOrganizations.mobility,
    name: 'Radkreis Börde e.V. (Beispiel)',
    kind: OrganizationKind.ASSOCIATION,
    fields: [Field.MOBILITY, Field.CLIMATE],
    webAddress: 'https://radkreis.example/',
    district: schwanenberg,
  },
  {
    id: exampleOrganizations.health,
    name: 'Gesundheitsnetz Niersaue gGmbH (Beispiel)',
    kind: OrganizationKind.COMPANY,
    fields: [Field.HEALTH],
    webAddress: 'https://gesundheitsnetz.example/',
    district: keyenberg,
  },
  {
    id: exampleOrganizations.society,
    name: 'Nachbarschaftshilfe Börde e.V. (Beispiel)',
    kind: OrganizationKind.ASSOCIATION,
    fields: [Field.SOCIETY],
    webAddress: null,
    district: loevenich,
  },
  {
    id: exampleOrganizations.climate,
    name: 'Klimawerk Erkaland eG (Beispiel)',
    kind: OrganizationKind.COOPERATIVE,
    fields: [Field.CLIMATE, Field.MOBILITY],
    webAddress: 'https://klimawerk.example/',
    district: erkelenz,
  },
]
