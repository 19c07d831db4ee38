// PROTOCOL.md numbers its rules, and the tests name the rule that they prove: none may stand there that nothing proves.

import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const RULE = /\*\*(P\d+\.\d+)\*\*/g
const NAMED = /\[(P\d+\.\d+)\]/g

function all(pattern: RegExp, text: string): string[] {
  return Array.from(text.matchAll(pattern), ([, rule]) => rule ?? '')
}

test('every rule is named by a test, and every rule that a test names is there', () => {
  const rules = all(RULE, readFileSync('PROTOCOL.md', 'utf8'))
  const named = new Set(globSync('test/**/*.ts').flatMap((file) => all(NAMED, readFileSync(file, 'utf8'))))
  expect(rules.length).toBeGreaterThan(100)
  expect(rules.filter((rule, at) => rules.indexOf(rule) < at)).toEqual([])
  expect(rules.filter((rule) => !named.has(rule))).toEqual([])
  expect([...named].filter((rule) => !rules.includes(rule))).toEqual([])
})
