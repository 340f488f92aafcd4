/** Mercurius with its compiler of queries. Arguments: the subgraphs' addresses by name as JSON, and the port. */
import mercuriusGateway from '@mercuriusjs/gateway'
import Fastify from 'fastify'

const [subgraphs, port] = process.argv.slice(2)
const services = Object.entries(JSON.parse(subgraphs)).map(([name, url]) => ({ name, url, mandatory: true }))

const app = Fastify()
app.register(mercuriusGateway, { jit: 1, gateway: { services } })
await app.listen({ host: '127.0.0.1', port: Number(port) })
