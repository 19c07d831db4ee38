// Posts that are not in the index yet when the server stops, or were stored before there was one: they are found all the same.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../../server/store/open-store.ts'
import { databaseIn } from '../../../server/store/places.ts'
import { openConnection } from '../../../server/store/sqlite/connection.ts'
import type { Store } from '../../../server/store/store.ts'
import { addCategory, addPerson, addRoom, append } from '../../contract/examinee.ts'
import { question, saying, targetOf } from '../../contract/searching.ts'

/** More than are indexed at once. */
const POSTS = 450

test('posts that were stored before are found by word, part, author and what they have; what is gone is not', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-earlier-'))
  const opened = () => openStore({ dataFolder, onBroken: (fault) => expect.fail(fault.message) })
  const before = await opened()
  const room = await furnish(before)
  const answers = await answersOf(before, room)
  const person = await addPerson(before, 'ada')
  await before.close()

  const connection = openConnection(databaseIn(dataFolder), 'write')
  for (const table of ['search_docs', 'search_words', 'search_parts', 'search_terms'])
    connection.exec(`delete from ${table}`)
  const emptied = await opened()
  expect(Object.values(await answersOf(emptied, room)).flat(), 'nothing is found without an index').toEqual(
    [],
  )
  await emptied.close()
  connection.exec(`drop table mesh_tickets; drop table mesh_revoked; drop table search_due; alter table search_words drop column parted;
    drop index people_called; alter table people drop column called; alter table people drop column officer;
    delete from kysely_migration where name >= '0006'`)
  connection.close()

  const after = await opened()
  expect(await answersOf(after, room)).toEqual(answers)
  expect(await after.principalsCalled({ names: ['ada'] })).toMatchObject([
    { uri: person, by: ['ada', 'ada', expect.any(String)] },
  ])
  expect(Object.values(answers).map(({ length }) => length)).toEqual([100, 1, 1, 100, 1, 0])
  await after.close()
  rmSync(dataFolder, { recursive: true })
})

test('what waits when the server stops is found by the next one', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-waiting-'))
  const opened = () => openStore({ dataFolder, onBroken: (fault) => expect.fail(fault.message) })
  const before = await opened()
  const room = await furnish(before)
  await before.close()
  const waiting = openConnection(databaseIn(dataFolder), 'read')
  expect(waiting.prepare('select count(*) from search_due').pluck().get()).toBeGreaterThan(0)
  waiting.close()

  const after = await opened()
  expect(await answersOf(after, room)).toMatchObject({ part: [POSTS + 1], form: [POSTS + 2], gone: [] })
  await after.close()
  rmSync(dataFolder, { recursive: true })
})

async function furnish(store: Store): Promise<number> {
  const categoryUri = await addCategory(store, 'Port')
  const { id } = await addRoom(store, 'Quay', { categoryUri })
  const posts = Array.from({ length: POSTS }, (_, at) => saying(id, { chat: `tide ${at}`, author: ADA }))
  await append(store, posts)
  const gone = saying(id, { chat: 'unsaid' })
  await append(store, [
    saying(id, { chat: 'See https://harbour.example', author: BEN }),
    saying(id, { chat: 'Гавани', title: 'О кораблях', alert: true }),
    gone,
  ])
  const amends = { kind: 'redact' as const, target: targetOf(gone), notBefore: 0 }
  await append(store, [saying(id, { kind: 'redact', amends })])
  return id
}

const ADA = 'sip:ada@quay.example'
const BEN = 'sip:ben@quay.example'

async function answersOf(store: Store, room: number): Promise<Record<string, number[]>> {
  const seqs = async (...asked: Parameters<typeof question>) =>
    (await store.searchPosts(question(...asked))).rows.map(({ seq }) => seq)
  return {
    word: await seqs([room], { criteria: 'tide' }),
    part: await seqs([room], { criteria: 'arbour' }),
    form: await seqs([room], { criteria: 'корабль', has: ['alert'] }),
    author: await seqs([room], { criteria: '', authors: [ADA] }),
    link: await seqs([room], { criteria: '', has: ['link'] }),
    gone: await seqs([room], { criteria: 'unsaid' }),
  }
}
