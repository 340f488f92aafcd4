#!/usr/bin/env node
import module from 'node:module'
import { Command, InvalidArgumentError, Option } from 'commander'
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
  // A call that is to be corrected ends with 2, as a setting that is (see failure.ts).
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))

program
  .command('start')
  .description('run the whole hub: database, services, gateway')
  .action(async () => (await import('./commands/start.js')).start())

program
  .command('serve')
  .argument('<process>', '"gateway", "services" (all of them), or the name of one service')
  .option('--supergraph <file>', 'with "gateway": over this supergraph alone, without registry and services')
  .option('--port <number>', 'with "gateway": where it listens, instead of HUB_PORT')
  .description('run one process, as a container does')
  .action(async (name: string, options) => (await import('./commands/serve.js')).serve(name, options))

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
  .command('coordinator-link')
  .description("print a new link for the town's first coordinator, who has no password yet")
  .action(async () => (await import('./commands/coordinator.js')).printCoordinatorLink())

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
  .command('register')
  .argument('<file>', 'initiatives as .csv or .json (docs/bulk-registration.md)')
  .requiredOption('--organization <id>', 'organization that stands behind them')
  .option('--url <address>', 'graph they are registered at', 'http://127.0.0.1:4000/graphql')
  .addOption(
    new Option('--format <format>', 'of the file, where its name does not tell').choices(['csv', 'json']),
  )
  .option('--dry-run', 'check everything and register nothing')
  .option('--submit', 'put those that lack nothing before the town')
  .option('--report <file>', 'write what became of each row there as JSON')
  .addOption(new Option('--lang <language>', 'of the messages').choices(['de', 'en']).default('en'))
  .option('--json', 'print the outcome as JSON')
  .option('--anew', 'begin anew, although the same file was sent before')
  .description(
    'register many initiatives at once, with the API key in HUB_API_KEY; again: goes on where it ended',
  )
  .action(async (file: string, options) =>
    (await import('./commands/register.js')).registerCommand(file, options),
  )

partnerCommand('check')
  .option('--endpoint <address>', 'where the subgraph is; without it, nothing that runs is asked')
  .description('say what would become of a subgraph with this schema, with the API key in HUB_API_KEY')
  .action(async (options) => (await import('./commands/check.js')).checkCommand(options))

partnerCommand('publish')
  .requiredOption('--endpoint <address>', 'where the subgraph is')
  .addOption(
    new Option('--stage <stage>', 'for your organization only, or before the town')
      .choices(['sandbox', 'approval'])
      .default('approval'),
  )
  .option('--note <text>', 'for whoever decides about it')
  .description('publish a version of a subgraph, with the API key in HUB_API_KEY')
  .action(async (options) => (await import('./commands/publish.js')).publishCommand(options))

program
  .command('schema')
  .option('--check', 'change nothing; fail if a committed contract differs')
  .description('write the contracts (an SDL a subgraph, the supergraph) and docs/permissions.md')
  .action(async (options) => (await import('./commands/schema.js')).schema(options))

program
  .command('audit')
  .description('look after the audit trail')
  .command('verify')
  .option(
    '--expect <hash>',
    'hash that was the last one at some time before; the trail must still hold it',
    hash,
  )
  .description('follow the chain of hashes from the first entry to the last; exit code 1 if it is broken')
  .action(async (options) => (await import('./commands/audit.js')).verifyAudit(options))

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

/** A command with which a partner puts a schema before the hub (docs/joining-with-a-subgraph.md). */
function partnerCommand(name: string): Command {
  return program
    .command(name)
    .requiredOption('--name <name>', 'of the subgraph, as it was registered')
    .requiredOption('--schema <file>', 'its schema (SDL)')
    .option('--url <address>', 'graph of the hub', 'http://127.0.0.1:4000/graphql')
    .addOption(new Option('--lang <language>', 'of the messages').choices(['de', 'en']).default('en'))
    .option('--json', 'print the outcome as JSON')
}

function hash(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase()
  throw new InvalidArgumentError('It has 64 hexadecimal digits.')
}
