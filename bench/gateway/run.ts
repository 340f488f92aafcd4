import { startField } from './field.js'
import { measure } from './measure.js'
import { readOptions } from './options.js'
import { writeDocs } from './report/docs.js'
import { jsonLine } from './report/json-line.js'
import { resultsOf } from './report/results.js'
import { circumstances, tables } from './report/table.js'
import { versions } from './report/versions.js'

const options = readOptions(process.argv.slice(2))
const field = await startField(options)
try {
  const { measured, absent } = await measure(field, options)
  const results = resultsOf(measured, absent, options)
  if (options.writeDocs) await writeDocs(results)
  process.stdout.write(
    `${circumstances(results)}\n${await versions()}\n\n${tables(results)}\n${jsonLine(results)}\n`,
  )
} finally {
  await field.stop()
}
