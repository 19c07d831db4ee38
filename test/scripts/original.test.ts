// Comments and tests say "facts 3.4" where a rule comes from the original system: each number is a part of docs/original.md.

import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const ROOT = new URL('../..', import.meta.url).pathname
const CITED = /facts (\d+(?:\.\d+)*)/g

test('every fact that is cited stands on its page', () => {
  const page = readFileSync(`${ROOT}docs/original.md`, 'utf8')
  const parts = new Set(page.match(/(?<=^\*\*|^\| |^## )\d+(?:\.\d+)*/gm))
  const files = globSync('{client,server,shared,test}/**/*.{ts,tsx}', { cwd: ROOT })
  const cited = files.flatMap((file) =>
    [...readFileSync(ROOT + file, 'utf8').matchAll(CITED)].map(([, number]) => number),
  )
  expect(cited.length).toBeGreaterThan(20)
  expect(cited.filter((number) => !parts.has(number ?? ''))).toEqual([])
})
