// docs/reliability.md quotes promises to users. Each names the tests that would fail if it were broken; here those
// names are held against the tests themselves, in both directions, so that neither page nor suite drifts.

import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Faults, hostile input, load, invariants, security, and findings. */
const ID = /\b(?:[XHLSI]-\d{2}|F\d{1,2})\b/g
const TEXT = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`\n]*`/g

type Claim = { id: string; file: string }

const claims = claimsOf(readFileSync(`${ROOT}/docs/reliability.md`, 'utf8'))
const named = new Map(
  globSync('test/**/*.test.ts', { cwd: ROOT }).map((file) => [file, idsIn(`${ROOT}/${file}`)]),
)

/** The ids in the first cell of a row, for each of the tests in its last. */
function claimsOf(page: string): Claim[] {
  return page.split('\n').flatMap((line) => {
    const cells = line.split('|')
    const files = [...(cells.at(-2) ?? '').matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file ?? '')
    return files.flatMap((file) => [...(cells[1]?.match(ID) ?? [])].map((id) => ({ id, file })))
  })
}

/** Those in the texts of the file, where titles are, and not in its comments. */
function idsIn(path: string): Set<string> {
  const code = readFileSync(path, 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '')
  return new Set((code.match(TEXT) ?? []).flatMap((text) => text.match(ID) ?? []))
}

test('the page makes promises', () => {
  expect(claims.length).toBeGreaterThan(30)
})

test.each(claims)('$id is the name of a test in $file', ({ id, file }) => {
  expect(named.get(file) ?? 'no such file').toContain(id)
})

test('every id that names a test stands on the page', () => {
  const claimed = new Set(claims.map(({ id }) => id))
  const missing = [...named].flatMap(([file, ids]) => [...ids].map((id) => ({ id, file })))
  expect(missing.filter(({ id }) => !claimed.has(id))).toEqual([])
})
