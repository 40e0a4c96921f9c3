/** Says what is wrong with a value in the words of the contract: a fault per property, not per schema branch. */
import type { TLocalizedValidationError } from 'typebox/error'
import { Settings } from 'typebox/system'
import type { InputError } from './problem.ts'

const FAULTS_MAX = 20
const NAME_LENGTH_MAX = 64
/** More than these read like a wall; the reference has them all. */
const VALUES_NAMED_MAX = 20

// Of all branches of all unions together; the default of 8 would be spent before the fault is reached.
Settings.Set({ maxErrors: 100 })

type Fault = Pick<TLocalizedValidationError, 'schemaPath' | 'instancePath' | 'message'> & {
  readonly keyword: string
  readonly params: unknown
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'a mail address like ada@example.com',
  date: 'a day like 2026-11-30',
  'date-time': 'a time like 2026-11-30T12:00:00Z',
}

/** Up to 20 faults against a schema, each with the JSON pointer of the property that it concerns. */
export function describeFaults(raw: readonly TLocalizedValidationError[], schema: unknown): InputError[] {
  // “boolean” repeats each unknown property: the schema `false` that it met.
  const faults = unionsResolved(raw.filter(({ keyword }) => keyword !== 'boolean'))
  const seen = new Set<string>()
  return faults
    .flatMap((fault) => inputErrors(fault, schema))
    .filter(({ path, code }) => !seen.has(`${path} ${code}`) && seen.add(`${path} ${code}`))
    .slice(0, FAULTS_MAX)
}

/**
 * A union reports the faults of all its branches. Only those of the branch that was meant help; where
 * none was, the union speaks for itself. Works from the innermost union outwards.
 */
function unionsResolved(faults: readonly Fault[]): Fault[] {
  const unions = [...new Set(faults.flatMap(({ schemaPath }) => unionsIn(schemaPath)))].toSorted(
    (a, b) => b.length - a.length,
  )
  return unions.reduce<Fault[]>(
    (left, union) => {
      const inside = left.filter(({ schemaPath }) => schemaPath.startsWith(`${union}/`))
      if (inside.length === 0) return left
      const branches = Map.groupBy(
        inside,
        ({ schemaPath }) => schemaPath.slice(union.length + 1).split('/', 1)[0] ?? '',
      )
      const at = unionPath(left, union, inside)
      const meant = [...branches.values()]
        .filter((branch) => !branch.some((fault) => isOtherBranch(fault, at)))
        .toSorted((a, b) => a.length - b.length)
      const others = left.filter(
        (fault) =>
          !inside.includes(fault) && !(fault.keyword === 'anyOf' && `${fault.schemaPath}/anyOf` === union),
      )
      return [...others, ...(meant[0] ?? [noBranch(union, at, inside)])]
    },
    [...faults],
  )
}

/** `#/properties/to/anyOf/1/properties/x` stands in the union `#/properties/to/anyOf`. */
function unionsIn(schemaPath: string): string[] {
  return [...schemaPath.matchAll(/\/anyOf(?=\/\d+(?:\/|$))/g)].map(({ index }) =>
    schemaPath.slice(0, index + '/anyOf'.length),
  )
}

function unionPath(faults: readonly Fault[], union: string, inside: readonly Fault[]): string {
  const own = faults.find(({ keyword, schemaPath }) => keyword === 'anyOf' && `${schemaPath}/anyOf` === union)
  return (
    own?.instancePath ??
    inside.map(({ instancePath }) => instancePath).reduce((a, b) => (b.length < a.length ? b : a))
  )
}

/** The value is of another type, or its property that tells the branches apart has another value. */
function isOtherBranch({ keyword, instancePath }: Fault, union: string): boolean {
  if (keyword === 'const') return instancePath.lastIndexOf('/') <= union.length
  return instancePath === union && keyword === 'type'
}

function noBranch(union: string, instancePath: string, inside: readonly Fault[]): Fault {
  const allowed = inside.filter((fault) => fault.keyword === 'const' && fault.instancePath === instancePath)
  const values = allowed.map(({ params }) => (params as { allowedValue: unknown }).allowedValue)
  const message = allowed.length > 0 ? oneOf(values) : 'matches none of the allowed forms'
  return { keyword: 'anyOf', schemaPath: union, instancePath, params: {}, message }
}

function oneOf(values: readonly unknown[]): string {
  const named = values.slice(0, VALUES_NAMED_MAX).join(', ')
  return `must be one of ${named}${values.length > VALUES_NAMED_MAX ? ', …' : ''}`
}

/** “Required” and “unknown” are reported at the object; the reader wants the property. */
function inputErrors(fault: Fault, schema: unknown): InputError[] {
  const { keyword, instancePath, params } = fault
  const { requiredProperties, additionalProperties, allowedValues } = params as Record<
    string,
    readonly string[] | undefined
  >
  const names = requiredProperties ?? additionalProperties
  if (allowedValues) return [{ path: instancePath, message: oneOf(allowedValues), code: keyword }]
  if (!names) return [{ path: instancePath, message: saying(fault, schema), code: keyword }]
  const said = requiredProperties ? 'is required' : 'is not known here'
  return names
    .slice(0, FAULTS_MAX)
    .map((name) => ({ path: `${instancePath}/${pointer(name)}`, message: said, code: keyword }))
}

/** A pattern helps nobody who is no program: what it asks for stands beside it (`asking`). */
function saying({ keyword, schemaPath, params, message }: Fault, schema: unknown): string {
  const asks =
    keyword === 'format'
      ? FORMATS[(params as { format: string }).format]
      : keyword === 'pattern' && schemaAt(schema, schemaPath)['asks']
  return typeof asks === 'string' ? `must be ${asks}` : message
}

/** `#/properties/to/anyOf/1`: the schema that was broken. */
function schemaAt(schema: unknown, path: string): Readonly<Record<string, unknown>> {
  let node = schema
  for (const step of path.split('/').slice(1)) node = (node as Record<string, unknown> | undefined)?.[step]
  return (node ?? {}) as Readonly<Record<string, unknown>>
}

/** A name as a part of a JSON pointer (RFC 6901). */
function pointer(name: string): string {
  return name.slice(0, NAME_LENGTH_MAX).replaceAll('~', '~0').replaceAll('/', '~1')
}
