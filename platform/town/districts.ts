/** A place of the town and the district it belongs to. */
export interface TownPlace {
  name: string
  /** WGS 84 decimal degrees; null where no source gives a position. */
  lat: number | null
  lon: number | null
  /** Where the position is from. */
  source: string
}

/** A district (Stadtbezirk) with its places. */
export interface TownDistrict {
  /** Official municipality key (AGS) of the town and the district's number. */
  id: string
  name: string
  residents: number
  /** ISO 8601, no more precise than the source: a year. */
  residentsAsOf: string
  residentsSource: string
  places: readonly TownPlace[]
}

const residentsSource = 'erkelenz.de, Gliederung der Stadt (Einwohner je Stadtbezirk, 2021)'

/** The nine districts of Erkelenz. Facts only; each carries its source. */
export const districts: readonly TownDistrict[] = [
  {
    id: '05370004-01',
    name: 'Erkelenz',
    residents: 20643,
    residentsAsOf: '2021',
    residentsSource,
    places: [
      {
        name: 'Erkelenz',
        lat: 51.0795,
        lon: 6.3153,
        source: 'GeoNames via zauberware/postal-codes-json-xml-csv',
      },
    ],
  },
  {
    id: '05370004-02',
    name: 'Gerderath',
    residents: 5278,
    residentsAsOf: '2021',
    residentsSource,
    places: [
      {
        name: 'Gerderath',
        lat: 51.1,
        lon: 6.2167,
        source: `de.wikipedia.org/wiki/Gerderath (51°6'0"N 6°13'0"E)`,
      },
    ],
  },
  {
    id: '05370004-03',
    name: 'Schwanenberg',
    residents: 2222,
    residentsAsOf: '2021',
    residentsSource,
    places: [
      {
        name: 'Schwanenberg',
        lat: 51.1,
        lon: 6.2667,
        source: `wikizero de/Schwanenberg (51°6'0"N 6°16'0"E)`,
      },
    ],
  },
  {
    id: '05370004-04',
    name: 'Golkrath',
    residents: 2069,
    residentsAsOf: '2021',
    residentsSource,
    places: [{ name: 'Golkrath', lat: null, lon: null, source: 'coordinates not found in material' }],
  },
  {
    id: '05370004-05',
    name: 'Granterath/Hetzerath',
    residents: 3420,
    residentsAsOf: '2021',
    residentsSource,
    places: [
      {
        name: 'Granterath',
        lat: 51.055,
        lon: 6.2947,
        source: `de.zxc.wiki/wiki/Granterath (51°3'18"N 6°17'41"E)`,
      },
      {
        name: 'Hetzerath',
        lat: 51.0581,
        lon: 6.2725,
        source: `dewiki.de Hetzerath_(Erkelenz) (51°3'29"N 6°16'21"E)`,
      },
    ],
  },
  {
    id: '05370004-06',
    name: 'Lövenich',
    residents: 4113,
    residentsAsOf: '2021',
    residentsSource,
    places: [
      {
        name: 'Lövenich',
        lat: 51.0328,
        lon: 6.3228,
        source: `de.zxc.wiki/wiki/Lövenich (51°1'58"N 6°19'22"E)`,
      },
    ],
  },
  {
    id: '05370004-07',
    name: 'Kückhoven',
    residents: 2425,
    residentsAsOf: '2021',
    residentsSource,
    places: [
      {
        name: 'Kückhoven',
        lat: 51.0622,
        lon: 6.3481,
        source: `deit.xcv.wiki/wiki/Kückhoven (51°3'44"N 6°20'53"E)`,
      },
    ],
  },
  {
    id: '05370004-08',
    name: 'Keyenberg/Venrath',
    residents: 3624,
    residentsAsOf: '2021',
    residentsSource,
    places: [
      {
        name: 'Keyenberg',
        lat: 51.0833,
        lon: 6.4119,
        source: `de.zxc.wiki/wiki/Keyenberg (51°5'0"N 6°24'43"E)`,
      },
      {
        name: 'Venrath',
        lat: 51.0908,
        lon: 6.3733,
        source: `de.zxc.wiki/wiki/Venrath (51°5'27"N 6°22'24"E)`,
      },
    ],
  },
  {
    id: '05370004-09',
    name: 'Holzweiler',
    residents: 2275,
    residentsAsOf: '2021',
    residentsSource,
    places: [
      {
        name: 'Holzweiler',
        lat: 51.0478,
        lon: 6.4056,
        source: `de.zxc.wiki/wiki/Holzweiler (51°2'52"N 6°24'20"E)`,
      },
    ],
  },
]
