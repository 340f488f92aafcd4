/**
 * What is to be reached: the two queries, written by hand for them alone. The same 16 and 3 requests as in stock's plan,
 * equal references sent once, and no GraphQL in it: no parsing, no validation, no checks of what subgraphs say.
 *
 * Arguments: the subgraphs' addresses by name as JSON (see requests.ts), and the port.
 */
import { createServer } from 'node:http'
import { queries } from '../../graph/queries.js'
import { readBody } from '../read-body.js'
import { big } from './big.js'
import { small } from './small.js'

const orchestrations = { big, small }
const byText = new Map(queries.map(({ name, text }) => [text, orchestrations[name]]))

createServer(async (request, response) => {
  const { query } = JSON.parse(await readBody(request))
  const orchestrate = byText.get(query)
  const answer = Buffer.from(JSON.stringify(orchestrate === undefined ? { data: null } : await orchestrate()))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
}).listen(Number(process.argv[3]), '127.0.0.1')
