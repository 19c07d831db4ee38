// X-20 on PostgreSQL, whose pages bear no checksums unless somebody asked for them: what is no longer as it was stored is
// not served, and the check names it.

import { Client } from 'pg'
import { expect, test } from 'vitest'
import { backUpStore, checkStore } from '../../server/store/upkeep.ts'
import { addCategory, addRoom, append, newPost } from '../contract/examinee.ts'
import { withDatabase } from './fresh-database.ts'

async function change(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

test('X-20: a text that was changed or taken away behind the server is refused', () =>
  withDatabase(async (url, open) => {
    const node = await open()
    const { id: roomId } = await addRoom(node, 'Quay', { categoryUri: await addCategory(node, 'Port') })
    await append(
      node,
      Array.from({ length: 9 }, () => newPost(roomId)),
    )
    const last = (count: number) => node.page({ roomId, mode: 'last', seq: 0, count })
    const unenrolled = /^Room Quay: entry \d is by a device that was never enrolled\.$/
    const findings = async () => {
      const { entries, damage } = await checkStore({ dataFolder: '', databaseUrl: url })
      expect(entries).toBe(9)
      return damage.filter((line) => !unenrolled.test(line))
    }
    expect(await last(9)).toMatchObject({ from: 1, to: 9 })
    expect(await findings()).toEqual([])

    await change(url, "update entries set signed = '{}' where seq = 3")
    await expect(last(9)).rejects.toMatchObject({ name: 'StoreFault', kind: 'damaged' })
    expect(await last(5)).toMatchObject({ from: 5, to: 9 })
    expect(await findings()).toEqual(['Room Quay: entry 3 holds other bytes than its author signed.'])

    await change(url, 'delete from entries where seq = 6')
    await expect(last(5)).rejects.toMatchObject({ kind: 'damaged' })
    expect(await findings()).toContain('Room Quay: entry 6 is missing.')
  }))

test('I-24: PostgreSQL is backed up by its own tools, and we say so', () =>
  withDatabase(async (url) => {
    const backup = backUpStore(
      { dataFolder: '', databaseUrl: url, complianceDatabase: undefined },
      '/nowhere',
    )
    await expect(backup).rejects.toThrow(/^PostgreSQL is backed up by its own tools, such as pg_dump/)
  }))
