/** Suggestions looked at of each kind: enough for many mails, and well within what an operation may cost. */
const first = 50

const why = 'reasons { text(lang: $lang) }'

/** What city asks the graph, as any client does, before it writes somebody of what fits. */
export const interestMailOperation = `
  query InterestMail($lifeSituations: [LifeSituation!], $district: ID, $interests: [Field!], $lang: Language!) {
    suggestions(lifeSituations: $lifeSituations, district: $district, interests: $interests) {
      MunicipalService: municipalServices(first: ${first}) { edges { node {
        suggested { id title(lang: $lang) digitalAccess { webAddress } analogAccess { value } } ${why} } } }
      Initiative: initiatives(first: ${first}) { edges { node {
        suggested { id title(lang: $lang) analogAccess { value } } ${why} } } }
      Course: courses(first: ${first}) { edges { node {
        suggested { id title startsAt webAddress sessions(first: 1) { location } } ${why} } } }
      Event: events(first: ${first}) { edges { node {
        suggested { id title startsAt webAddress place } ${why} } } }
      VolunteerOpportunity: volunteerOpportunities(first: ${first}) { edges { node {
        suggested { id title contact } ${why} } } }
    }
  }`
