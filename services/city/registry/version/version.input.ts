import { Field, InputType, registerEnumType } from 'type-graphql'
import { z } from 'zod'
import { says } from '../../../../platform/input/problem.js'
import { optionalText, webAddress } from '../../../../platform/input/text.js'
import { subgraphName } from '../subgraph/subgraph.input.js'

/** Longest schema, bytes of UTF-8. */
const sdlLimitBytes = 512 * 1024

/** How far a version is to go. */
export enum SubgraphStage {
  SANDBOX = 'SANDBOX',
  AWAITING_APPROVAL = 'AWAITING_APPROVAL',
}

registerEnumType(SubgraphStage, {
  name: 'SubgraphStage',
  description: 'How far a version is to go once the checks find no error.',
  valuesConfig: {
    SANDBOX: { description: 'Members and API keys of its organization can ask it, until it is submitted.' },
    AWAITING_APPROVAL: {
      description:
        'On to everybody: at once where its content has been approved before, or where its subgraph is trusted and it breaks nothing; else when a coordinator approves it.',
    },
  },
})

const nameDescription = 'Name of the subgraph, which has been registered.'
const sdlDescription = `Its schema in the schema definition language, for Apollo Federation 2. At most ${sdlLimitBytes / 1024} KiB.`

@InputType({ description: 'A schema to be checked.' })
export class SubgraphCheckInput {
  @Field(() => String, { description: nameDescription })
  name!: string

  @Field(() => String, {
    nullable: true,
    description: 'Where it is served; null: its host and what runs there are not asked.',
  })
  url?: string | null

  @Field(() => String, { description: sdlDescription })
  sdl!: string
}

@InputType({ description: 'A version to be.' })
export class SubgraphVersionInput {
  @Field(() => String, { description: nameDescription })
  name!: string

  @Field(() => String, {
    description: 'Where it is served: https, at a public address, without credentials, ? and #.',
  })
  url!: string

  @Field(() => String, { description: sdlDescription })
  sdl!: string

  @Field(() => SubgraphStage, { defaultValue: SubgraphStage.AWAITING_APPROVAL })
  stage!: SubgraphStage

  @Field(() => String, {
    nullable: true,
    description: 'What is new, for who decides about it. At most 1000 characters.',
  })
  note?: string | null
}

/** A schema is kept as it was written: line numbers of findings are those of the publisher's file. */
const sdl = z
  .string()
  .refine((text) => text.trim() !== '', says('MISSING'))
  .refine((text) => text.isWellFormed(), says('LONE_SURROGATE'))
  // PostgreSQL keeps no text with it.
  .refine((text) => !text.includes('\0'), says('CONTROL_CHARACTER'))
  .refine((text) => Buffer.byteLength(text) <= sdlLimitBytes, says('TOO_LONG', sdlLimitBytes))

/**
 * Address of a subgraph.
 *
 * @param privateAddresses whether http is taken too
 */
export function subgraphAddress(privateAddresses: boolean) {
  return webAddress()
    .refine((url) => privateAddresses || new URL(url).protocol === 'https:', says('NOT_HTTPS'))
    .refine((url) => {
      const { username, password } = new URL(url)
      return username === '' && password === '' && !/[?#]/.test(url)
    }, says('NOT_A_PLAIN_ADDRESS'))
}

/** @param privateAddresses whether http is taken too */
export function subgraphCheckInput(privateAddresses: boolean) {
  return z.object({ name: subgraphName, url: subgraphAddress(privateAddresses).nullish(), sdl })
}

/** @param privateAddresses whether http is taken too */
export function subgraphVersionInput(privateAddresses: boolean) {
  return z.object({
    name: subgraphName,
    url: subgraphAddress(privateAddresses),
    sdl,
    stage: z.enum(SubgraphStage),
    note: optionalText(1_000),
  })
}
