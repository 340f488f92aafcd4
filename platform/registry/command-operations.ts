// What programs of the hub ask the graph as any client does. Gateways know these texts beforehand.

const findings = `findings {
    code severity coordinate line column message(lang: $lang) remedy(lang: $lang)
    operations { name app hash timesUsed lastUsedOn }
  }`

/** What `hub check` and `hub publish` ask. */
export const subgraphOperations = {
  check: `mutation Check($name: String!, $sdl: String!, $url: String, $idempotencyKey: String!, $lang: Language!) {
    checked: checkSubgraph(input: { name: $name, sdl: $sdl, url: $url }, idempotencyKey: $idempotencyKey, lang: $lang) {
      ok breaking ${findings}
    }
  }`,
  publish: `mutation Publish($name: String!, $sdl: String!, $url: String!, $stage: SubgraphStage!, $note: String,
      $idempotencyKey: String!, $lang: Language!) {
    published: publishSubgraph(input: { name: $name, sdl: $sdl, url: $url, stage: $stage, note: $note },
      idempotencyKey: $idempotencyKey, lang: $lang) {
      number status breaking ${findings}
    }
  }`,
} as const

/** What `hub register` asks. */
export const registrationOperations = {
  start: `mutation Start($organizationId: ID!, $format: RegistrationFormat!, $dryRun: Boolean!, $submit: Boolean!,
      $fileName: String, $idempotencyKey: String!, $lang: Language!) {
    registration: startRegistration(organizationId: $organizationId, format: $format, dryRun: $dryRun,
      submit: $submit, fileName: $fileName, idempotencyKey: $idempotencyKey, lang: $lang) { id }
  }`,
  add: `mutation Add($id: ID!, $part: Int!, $content: String!, $idempotencyKey: String!, $lang: Language!) {
    addToRegistration(id: $id, part: $part, content: $content, idempotencyKey: $idempotencyKey, lang: $lang) { id }
  }`,
  run: `mutation Run($id: ID!, $parts: Int!, $idempotencyKey: String!, $lang: Language!) {
    runRegistration(id: $id, parts: $parts, idempotencyKey: $idempotencyKey, lang: $lang) { id }
  }`,
  state: `query State($id: ID!, $lang: Language!) {
    registration: initiativeRegistration(id: $id) {
      id status rowCount partsThere failure(lang: $lang) { code message }
      progress { total done registered valid refused alreadyThere }
    }
  }`,
  rows: `query Rows($id: ID!, $lang: Language!, $first: Int!, $after: String, $outcome: RowOutcome) {
    registration: initiativeRegistration(id: $id) {
      rows(first: $first, after: $after, outcome: $outcome) {
        pageInfo { hasNextPage endCursor }
        edges { node { row line externalId outcome initiative { id } problems(lang: $lang) { path code message } } }
      }
    }
  }`,
} as const

/** What a program asks that registers what a frontend will ask: it cannot be registered before. */
export const frontendOperations = {
  registerApp: `mutation RegisterApp($organizationId: ID!, $name: String!, $idempotencyKey: String!, $lang: Language!) {
    app: registerApp(organizationId: $organizationId, input: { name: $name }, idempotencyKey: $idempotencyKey,
      lang: $lang) { id name operationCount version }
  }`,
  registerOperations: `mutation RegisterOperations($appId: ID!, $operations: [String!]!, $idempotencyKey: String!,
      $lang: Language!) {
    registration: registerOperations(appId: $appId, input: { operations: $operations },
      idempotencyKey: $idempotencyKey, lang: $lang) { added hashes app { operationCount version } }
  }`,
  removeOperations: `mutation RemoveOperations($appId: ID!, $hashes: [String!]!, $idempotencyKey: String!, $lang: Language!) {
    removal: removeOperations(appId: $appId, hashes: $hashes, idempotencyKey: $idempotencyKey, lang: $lang) {
      removed app { operationCount version }
    }
  }`,
} as const
