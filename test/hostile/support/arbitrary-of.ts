// Random data made from a schema: what it lets through. So a new command is tested from the moment its schema is there.
// A schema that this file does not know is an error, not a hole.

import fc, { type Arbitrary } from 'fast-check'

/** What valibot keeps of a schema, as far as it matters here. */
type Node = {
  type: string
  pipe?: readonly unknown[]
  wrapped?: Node
  entries?: Record<string, Node>
  item?: Node
  options?: readonly unknown[]
  literal?: unknown
}
type Action = { type: string; requirement?: unknown }

export type Known = ReadonlyMap<unknown, Arbitrary<unknown>>

/** @param known better data for some schemas, such as the addresses of rooms that are there */
export function arbitraryOf(schema: unknown, known: Known): Arbitrary<unknown> {
  const better = known.get(schema)
  if (better) return better
  const node = schema as Node
  switch (node.type) {
    case 'string':
      return textOf(actionsOf(node))
    case 'number':
      return numberOf(actionsOf(node))
    case 'boolean':
      return fc.boolean()
    case 'unknown':
      return fc.jsonValue()
    case 'literal':
      return fc.constant(node.literal)
    case 'picklist':
      return fc.constantFrom(...(node.options ?? []))
    case 'optional':
    case 'exact_optional':
      return arbitraryOf(node.wrapped, known)
    case 'nullable':
      return fc.option(arbitraryOf(node.wrapped, known), { nil: null })
    case 'array':
      return fc.array(arbitraryOf(node.item, known), { maxLength: 5 })
    case 'union':
    case 'variant':
      return fc.oneof(...(node.options ?? []).map((option) => arbitraryOf(option, known)))
    case 'strict_object':
    case 'object':
      return objectOf(node.entries ?? {}, known)
    default:
      throw new Error(`Nothing is known here of the schema "${node.type}".`)
  }
}

function objectOf(entries: Record<string, Node>, known: Known): Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [name, arbitraryOf(entry, known)]),
  )
  const required = Object.keys(entries).filter((name) => !entries[name]?.type.endsWith('optional'))
  return fc.record(fields, { requiredKeys: required })
}

function actionsOf(node: Node): Action[] {
  return (node.pipe ?? []).slice(1) as Action[]
}

function requirement(actions: Action[], type: string): unknown {
  return actions.find((action) => action.type === type)?.requirement
}

function textOf(actions: Action[]): Arbitrary<unknown> {
  const pattern = requirement(actions, 'regex')
  const checks = actions.filter(({ type }) => type === 'check').map((action) => action.requirement as Check)
  const minLength = Number(requirement(actions, 'min_length') ?? 0)
  const maxLength = Math.min(Number(requirement(actions, 'max_length') ?? 40), 40)
  const text =
    pattern instanceof RegExp
      ? fc.stringMatching(new RegExp(pattern.source))
      : fc.string({ minLength, maxLength, unit: 'grapheme' }).map((made) => made || 'x'.repeat(minLength))
  return text.map((made) => (checks.every((check) => check(made)) ? made : 'text'))
}

type Check = (text: string) => boolean

function numberOf(actions: Action[]): Arbitrary<unknown> {
  const min = Number(requirement(actions, 'min_value') ?? Number.MIN_SAFE_INTEGER)
  const max = Number(requirement(actions, 'max_value') ?? Number.MAX_SAFE_INTEGER)
  return fc.oneof(
    fc.integer({ min, max: Math.min(max, min + 50) }),
    fc.maxSafeInteger().filter((n) => n >= min && n <= max),
    fc.constant(max),
  )
}
