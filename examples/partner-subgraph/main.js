import { createSubgraph } from './server.js'
import { createVerifier } from './verify-signature.js'

const { PORT = '4100', HOST = '127.0.0.1', HUB_HOST_TOKEN = '', ALLOW_UNSIGNED, ...others } = process.env
const { HUB_URL: hub, SUBGRAPH_NAME: name, SUBGRAPH_URL: url } = others

const unsigned = ALLOW_UNSIGNED === 'yes'
if (!unsigned && (!hub || !name || !url)) {
  process.stderr.write(
    'HUB_URL, SUBGRAPH_NAME and SUBGRAPH_URL are needed to verify who asks; see .env.example. To try it out at home: ALLOW_UNSIGNED=yes\n',
  )
  process.exit(2)
}

const verify = unsigned ? async () => ({}) : createVerifier({ hub, name, url })
const server = createSubgraph({ hostToken: HUB_HOST_TOKEN, verify })
server.listen(Number(PORT), HOST, () => {
  const { address, port } = server.address()
  const how = unsigned ? 'answers everybody, signed or not' : `answers the hub at ${hub}`
  process.stdout.write(`repair-cafes listens on http://${address}:${port}/graphql and ${how}\n`)
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close())
