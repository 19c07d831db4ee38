// Exports as one .zip: what goes in comes out, in the short form and in the long one, and nothing stays open.

import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { zipped } from '../../../server/compliance/zip.ts'
import { unzip } from '../../support/unzip.ts'

const AT = Date.UTC(2026, 10, 23)
/** It does not shrink. */
const LARGE = randomBytes(1_000_000)

function folderWith(files: Record<string, string | Buffer>) {
  const folder = mkdtempSync(join(tmpdir(), 'backchat-zip-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, held] of Object.entries(files)) writeFileSync(join(folder, name), held)
  return folder
}

test.each([
  ['short', undefined],
  ['long', 1],
])('[P22.22] each file comes out as it went in, in the %s form', async (_form, longFrom) => {
  const held = { 'a.csv': 'one,two\n', 'empty.xml': '', 'large.eml': LARGE }
  const files = Object.entries(held).map(([name, each]) => ({ name, bytes: each.length }))
  const zip = await buffer(
    zipped({ folder: folderWith(held), files, at: AT, ...(longFrom ? { longFrom } : {}) }),
  )
  expect(Object.fromEntries(unzip(zip))).toEqual(
    Object.fromEntries(Object.entries(held).map(([name, each]) => [name, Buffer.from(each)])),
  )
  const middle = Math.floor(zip.length / 2)
  zip[middle] = (zip[middle] ?? 0) ^ 1
  expect(() => unzip(zip), 'the reader would see it').toThrow()
})

test('a file that cannot be read ends it, and whoever stops early leaves no file open', async () => {
  const folder = folderWith({ 'large.eml': LARGE })
  const large = { name: 'large.eml', bytes: LARGE.length }
  const packing = { folder, at: AT }
  await expect(buffer(zipped({ ...packing, files: [large, { name: 'gone', bytes: 1 }] }))).rejects.toThrow(
    'ENOENT',
  )
  const isOpen = () =>
    readdirSync('/proc/self/fd').some((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)
      } catch {
        return false
      }
    })
  const reading = zipped({ ...packing, files: [large] })
  for (let read = 0; read < 2; read += 1) await reading.next()
  expect(isOpen(), 'it is being read').toBe(true)
  await reading.return(undefined)
  await expect.poll(isOpen).toBe(false)
  expect(readFileSync(join(folder, 'large.eml'))).toEqual(LARGE)
})
