// Breaks good data in one place: another type, nothing, too much, a field too few or too many, text that databases choke on.

import fc, { type Arbitrary } from 'fast-check'

type Container = Record<string, unknown> | unknown[]
type Break = (holder: Container, key: string) => void
type Place = { holder: Container; key: string }

/** Text and numbers that are trouble somewhere. What JSON has no words for is tested with JSON written by hand. */
const TROUBLE: unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  Number.MAX_SAFE_INTEGER,
  1e300,
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00',
  '\u202e',
  "'; drop table rooms; --",
  '%',
  '__proto__',
  'x'.repeat(20_000),
  [],
  {},
  { $ne: '' },
  [[[[[[]]]]]],
  { __proto__: null, toString: 'x', constructor: { prototype: 1 } },
]

const replace = fc.constantFrom(...TROUBLE).map(
  (value): Break =>
    (holder, key) =>
      put(holder, key, value),
)
const wrap = fc
  .constantFrom<(value: unknown) => unknown>(
    (value) => [value],
    (value) => ({ value }),
    (value) => String(value),
    (value) => (typeof value === 'string' ? value.toUpperCase() : [value, value]),
    (value) => (Array.isArray(value) ? Array(600).fill(value[0] ?? null) : `${String(value)}\0`),
  )
  .map(
    (change): Break =>
      (holder, key) =>
        put(holder, key, change(read(holder, key))),
  )
const drop = fc.constant<Break>((holder, key) => {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[key]
})
const add = fc.constantFrom('extra', '__proto__', 'constructor', 'toString', 'seq', 'admin').map(
  (name): Break =>
    (holder) => {
      if (!Array.isArray(holder)) put(holder, name, { admin: true })
    },
)

/** Good data, and the same with one thing wrong; about one in five stays good. */
export function brokenOrNot(good: Arbitrary<unknown>): Arbitrary<unknown> {
  const breaking = fc.oneof(
    fc.constant<Break>(() => {}),
    replace,
    replace,
    wrap,
    drop,
    add,
  )
  return fc.tuple(good, fc.nat(), breaking).map(([value, where, change]) => {
    const root = { value: structuredClone(value) }
    const places = placesIn(root)
    const place = places[where % places.length]
    if (place) change(place.holder, place.key)
    return root.value
  })
}

/** Every place of a value, itself among them, as who holds it and under what name. */
export function placesIn(holder: Container): Place[] {
  return Object.keys(holder).flatMap((key) => {
    const value = read(holder, key)
    const inside = typeof value === 'object' && value !== null ? placesIn(value as Container) : []
    return [{ holder, key }, ...inside]
  })
}

function read(holder: Container, key: string): unknown {
  return (holder as Record<string, unknown>)[key]
}

/** Also what an assignment would not: `__proto__` becomes a field of its own. */
function put(holder: Container, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}
