import fc from 'fast-check'
import {
  type GraphQLArgument,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql'

/** Ids that exist, by the name of the argument they suit best. */
export interface KnownValues {
  ids: readonly string[]
  /** Values that are right for arguments and input fields of these names. */
  named: Readonly<Record<string, readonly unknown[]>>
}

/** Texts that have broken other programs: empty, blank, huge, control characters, lone surrogates, markup, SQL, paths. */
const hostileTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u001b[31m',
  '\ud800',
  'x'.repeat(5_000),
  'ä'.repeat(300),
  'A\u030a\u0301\u0327',
  '\u202egnp.exe',
  '👩‍👩‍👧‍👦'.repeat(40),
  "'; drop table city.organization; --",
  '<script>alert(1)</script>',
  '{"$ne": null}',
  '../../etc/passwd',
  'null',
  'NaN',
  '%s%n',
  'https://example.org/%00',
  'javascript:alert(1)',
  'http://127.0.0.1:22/',
  '2026-02-30',
  '9999999999999999.99',
  '-1',
  '1e400',
]

const numbers = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, 100, 101, 2_147_483_647, -2_147_483_648),
  fc.integer({ min: 1, max: 5 }),
)
const decimals = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(51.08, 6.31, 0, -90, 91, 1e308),
)
const texts = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 2, arbitrary: fc.constantFrom(...hostileTexts) },
)

/** Arguments of a field that GraphQL may accept, with values right, wrong and hostile. */
export function arbitraryArguments(
  args: readonly GraphQLArgument[],
  known: KnownValues,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(args.map(({ name, type }) => [name, arbitraryOf(type, name, known)])), {
    requiredKeys: args.filter(({ type }) => isNonNullType(type)).map(({ name }) => name),
  })
}

function arbitraryOf(type: GraphQLInputType, name: string, known: KnownValues): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return arbitraryOf(type.ofType, name, known)
  return fc.oneof(
    { weight: 9, arbitrary: suited(type, name, known) },
    { weight: 1, arbitrary: fc.constant(null) },
  )
}

function suited(type: GraphQLInputType, name: string, known: KnownValues): fc.Arbitrary<unknown> {
  const named = known.named[name]
  const any = ofType(type, name, known)
  return named === undefined
    ? any
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...named) }, { weight: 1, arbitrary: any })
}

function ofType(type: GraphQLInputType, name: string, known: KnownValues): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return suited(type.ofType, name, known)
  if (isListType(type)) return fc.array(suited(type.ofType, name, known), { maxLength: 4 })
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((value) => value.name))
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
    return arbitraryArguments(fields as readonly GraphQLArgument[], known)
  }
  if (isScalarType(type)) return scalarOf(type.name, known)
  throw new TypeError(`No values for an argument of the type ${String(type)}`)
}

function scalarOf(name: string, { ids }: KnownValues): fc.Arbitrary<unknown> {
  switch (name) {
    case 'Int':
      return numbers
    case 'Float':
      return decimals
    case 'Boolean':
      return fc.boolean()
    case 'ID':
      return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: texts })
    case 'DateTime':
      return fc.oneof(
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        fc.constantFrom('2026-12-01T10:00:00Z', '0001-01-01T00:00:00Z'),
      )
    case 'LocalDate':
      return fc.constantFrom('2026-11-22', '2027-01-01', '0000-01-01', '9999-12-31', '2026-02-28')
    default:
      return texts
  }
}
