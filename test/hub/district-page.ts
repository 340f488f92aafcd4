/** The query the hub exists for: one request, six subgraphs. */
export const districtPage = `
  query DistrictPage($id: ID!) {
    district(id: $id) {
      name population { residents asOf source } places { name location { lat lon } }
      initiatives(first: 5) { totalCount edges { node { id title field status organization { name } analogAccess { kind value hours } } } }
      courses(first: 3) { edges { node { title skills startsAt provider } } }
      stops(first: 3) { edges { node { name departures(first: 3) { line headsign at } } } }
      sharingStations(first: 2) { edges { node { name vehiclesAvailable reportedAt } } }
      healthServices(first: 3) { edges { node { name specialties site { name address } } } }
      events(first: 3) { edges { node { title startsAt location { lat lon } } } }
      stations(first: 2) { edges { node { name datastreams { observedProperty unit latest { value at } } } } }
    }
  }`
