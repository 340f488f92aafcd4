#!/usr/bin/env node
import module from 'node:module'
import { Command } from 'commander'
import { failed } from './failure.js'

// Old runtimes read this file, but not the libraries behind it.
if (module.enableCompileCache === undefined) {
  process.stderr.write('hub: needs Node 22 or newer; "npx hub" and "npm start" bring their own.\n')
  process.exit(2)
}
module.enableCompileCache()

// Whoever reads the output may stop reading ("hub import … | head"); that is no failure of the work.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const program = new Command('hub')
  .description('Bindeglied: one graph of a town and its partners. Settings come from the environment.')
  .showHelpAfterError()

program
  .command('start')
  .description('run the whole hub: database, services, gateway')
  .action(async () => (await import('./commands/start.js')).start())

program
  .command('serve')
  .argument('<process>', '"gateway", "services" (all of them), or the name of one service')
  .description('run one process, as a container does')
  .action(async (name: string) => (await import('./commands/serve.js')).serve(name))

program
  .command('migrate')
  .option('--example', 'then fill services whose tables are empty with the example content')
  .description("make roles, schemas and tables, or bring them to this version's")
  .action(async (options) => (await import('./commands/migrate.js')).migrateDatabase(options))

program
  .command('seed')
  .description('fill services whose tables are empty with the example content')
  .action(async () => (await import('./commands/seed.js')).seed())

program
  .command('import')
  .argument('<field>', 'education, mobility, health, society or climate')
  .argument('<format>', 'what the file is; a wrong one lists those the field can read')
  .argument('<source>', 'file, folder, zip archive or http(s) address')
  .option('--feed <id>', 'name of the feed, which a later import of the same name replaces')
  .option('--organization <id>', 'organization that publishes the feed')
  .option('--initiative <id>', 'initiative the feed belongs to')
  .option('--report <file>', 'write the whole report there as JSON')
  .option('--allow-private', 'let an address lead into an internal network')
  .description('import a feed: all of it or nothing, bad records are skipped and listed')
  .action(async (field, format, source, options) =>
    (await import('./commands/import.js')).importCommand(field, format, source, options),
  )

program
  .command('schema')
  .option('--check', 'change nothing; fail if a committed contract differs')
  .description('write the contracts: one SDL a subgraph, and the supergraph they compose to')
  .action(async (options) => (await import('./commands/schema.js')).schema(options))

program
  .command('secrets')
  .description('print fresh passwords and keys as settings, for a .env file')
  .action(async () => (await import('./commands/secrets.js')).printSecrets())

program
  .command('ready')
  .argument('<address>', 'where a process listens, such as http://127.0.0.1:4000')
  .description('ask a process whether it can do its work; exit code 0 if it can')
  .action(async (address: string) => (await import('./commands/ready.js')).ready(address))

program.parseAsync().catch(failed)
