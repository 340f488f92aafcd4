/** Invented, and here in memory; yours are in a database. By name, then by id. */
const cafes = [
  {
    id: 'bike-kitchen',
    name: 'Fahrradküche Lövenich (Beispiel)',
    address: 'Hauptstraße 1, 41812 Erkelenz',
    openingHours: 'samstags 10 bis 13 Uhr',
    phone: null,
    repairs: ['BICYCLES'],
    district: '05370004-06',
  },
  {
    id: 'market',
    name: 'Repair-Café am Markt (Beispiel)',
    address: 'Markt 2, 41812 Erkelenz',
    openingHours: 'am ersten Freitag im Monat, 15 bis 18 Uhr',
    phone: '02431 00000',
    repairs: ['ELECTRICAL', 'TEXTILES'],
    district: '05370004-01',
  },
  {
    id: 'wood-and-wire',
    name: 'Werkstatt Holz und Draht (Beispiel)',
    address: 'Kirchweg 3, 41812 Erkelenz',
    openingHours: 'mittwochs 17 bis 20 Uhr',
    phone: null,
    repairs: ['WOOD', 'ELECTRICAL'],
    district: '05370004-01',
  },
]

/** All of them: `select … order by name, id`. */
export async function allCafes() {
  return cafes
}

/** One for each id, in their order; null for an id that is none: `select … where id = any($1)`. */
export async function cafesByIds(ids) {
  const wanted = new Set(ids)
  const found = new Map(cafes.filter(({ id }) => wanted.has(id)).map((cafe) => [cafe.id, cafe]))
  return ids.map((id) => found.get(id) ?? null)
}

/** A list for each district, in their order: `select … where district = any($1) order by name, id`. */
export async function cafesByDistricts(districts) {
  const wanted = new Set(districts)
  const found = Map.groupBy(
    cafes.filter(({ district }) => wanted.has(district)),
    ({ district }) => district,
  )
  return districts.map((district) => found.get(district) ?? [])
}
