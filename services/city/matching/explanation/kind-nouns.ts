import { ResourceKind } from '../../goods/resource-kind.js'

/** Masculine, feminine, neuter. */
export type Gender = 'M' | 'F' | 'N'

/** What offers of a kind are called. */
export interface Noun {
  gender: Gender
  DE: { one: string; many: string }
  EN: { one: string; many: string }
}

export const kindNouns: Readonly<Record<ResourceKind, Noun>> = {
  [ResourceKind.SPACE]: {
    gender: 'M',
    DE: { one: 'Raum', many: 'Räume' },
    EN: { one: 'room', many: 'rooms' },
  },
  [ResourceKind.STAFF_HOURS]: {
    gender: 'N',
    DE: { one: 'Angebot an Arbeitszeit', many: 'Angebote an Arbeitszeit' },
    EN: { one: 'offer of working time', many: 'offers of working time' },
  },
  [ResourceKind.FUNDING]: {
    gender: 'F',
    DE: { one: 'Förderung', many: 'Förderungen' },
    EN: { one: 'fund', many: 'funds' },
  },
  [ResourceKind.EQUIPMENT]: {
    gender: 'N',
    DE: { one: 'Angebot an Ausstattung', many: 'Angebote an Ausstattung' },
    EN: { one: 'offer of equipment', many: 'offers of equipment' },
  },
  [ResourceKind.DATA]: {
    gender: 'M',
    DE: { one: 'Datensatz', many: 'Datensätze' },
    EN: { one: 'dataset', many: 'datasets' },
  },
  [ResourceKind.EXPERTISE]: {
    gender: 'N',
    DE: { one: 'Angebot an Fachwissen', many: 'Angebote an Fachwissen' },
    EN: { one: 'offer of expertise', many: 'offers of expertise' },
  },
  [ResourceKind.VEHICLE]: {
    gender: 'N',
    DE: { one: 'Fahrzeug', many: 'Fahrzeuge' },
    EN: { one: 'vehicle', many: 'vehicles' },
  },
}
