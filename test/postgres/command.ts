// Random commands to a store, for asking two of them the same. Names are few, so that they meet; among them are
// those on which collations, cases and patterns differ.

import fc, { type Arbitrary } from 'fast-check'
import { fold } from '#shared/text.ts'
import type { Command, Side } from './side.ts'

export const NAMES = [
  'Harbour',
  'harbour',
  'Ёлка',
  'елка',
  'tug_boats 100%',
  'a\\b',
  'Zulu',
  'alpha',
  'Ärger',
  '港',
  '🌊',
]
const PEOPLE = ['ada', 'boris', 'chloe']

export const place = fc.nat({ max: 3 })
export const name = fc.constantFrom(...NAMES)
export const person = fc.constantFrom(...PEOPLE)
export const flag = fc.boolean()
export const seq = fc.integer({ min: 0, max: 30 })
export const principals = fc.uniqueArray(
  fc.constantFrom('sip:ada@q', 'sip:boris@q', 'everyone', 'group:Crew'),
  {
    maxLength: 3,
  },
)
export const roles = fc.record({ member: principals, manager: principals, presenter: principals })

export const uriOf = (side: Side, username: string) => `sip:${username}${side.run}@q`
export const text = (side: Side, given: string) => ({
  text: `${given} ${side.run}`,
  folded: fold(`${given} ${side.run}`),
})

export function command<Args>(
  what: string,
  args: Arbitrary<Args>,
  ask: (side: Side, args: Args) => Promise<unknown>,
): Arbitrary<Command> {
  return args.map((given) => ({
    words: `${what} ${JSON.stringify(given)}`,
    ask: (side) => ask(side, given),
    toString() {
      return this.words
    },
  }))
}

/** One of them, always the same. */
export const one = (of: Arbitrary<Command>): Command[] => fc.sample(of, { numRuns: 1, seed: 1 })
