/**
 * Ids of the example organizations and initiatives, which city writes and other services' example feeds belong to.
 * All of them are invented.
 */
export const exampleOrganizations = {
  town: 'org-town',
  education: 'org-lernwerkstatt',
  mobility: 'org-radkreis',
  health: 'org-gesundnetz',
  society: 'org-nachbarn',
  climate: 'org-klimawerk',
} as const

export const exampleInitiatives = {
  digitalGuides: 'ini-digitallotsen',
  openWorkshop: 'ini-lernwerkstatt',
  bicyclesForAll: 'ini-fahrraeder-fuer-alle',
  villageBus: 'ini-dorfbus',
  healthKiosk: 'ini-gesundheitskiosk',
  walkingGroup: 'ini-bewegungstreff',
  repairCafe: 'ini-reparaturcafe',
  neighbours: 'ini-nachbarschaft',
  climateStations: 'ini-klimastationen',
  treeSponsors: 'ini-baumpaten',
} as const
