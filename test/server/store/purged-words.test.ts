// What was removed is in no byte of the database's file: neither the text, nor its words in the index.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sweepLexicon } from '../../../server/channel/lexicon-sweep.ts'
import { openStore } from '../../../server/store/open-store.ts'
import { databaseIn } from '../../../server/store/places.ts'
import { addCategory, addRoom, append } from '../../contract/examinee.ts'
import { saying, targetOf } from '../../contract/searching.ts'

/** More than one piece of the index. */
const POSTS = 300

test('a removed text and its words are overwritten, and others stay', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-purged-'))
  onTestFinished(() => rmSync(dataFolder, { recursive: true }))
  const store = await openStore({ dataFolder, onBroken: (fault) => expect.fail(fault.message) })
  const { id } = await addRoom(store, 'Quay', { categoryUri: await addCategory(store, 'Port') })
  const removed = saying(id, { chat: 'tide of zanzibar' })
  await append(store, [removed, saying(id, { chat: 'tide of madagascar' })])
  await store.indexed()
  const others = Array.from({ length: POSTS }, (_, at) => saying(id, { chat: `tide ${at}` }))
  await append(store, others)
  await store.indexed()
  const amends = { kind: 'redact' as const, target: targetOf(removed), notBefore: 0 }
  await append(store, [saying(id, { kind: 'redact', amends })])
  await sweepLexicon(store)
  await store.close()
  const file = readFileSync(databaseIn(dataFolder))
  expect(file.includes('madagascar')).toBe(true)
  // The index holds a word without the beginning that it shares with its neighbour.
  expect(file.includes('nzibar')).toBe(false)
})
