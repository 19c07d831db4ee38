// The line breaks when a commit is done and its answer is not there yet. Nobody was told, so nobody was announced
// to; the author sends again.

import { expect, test } from 'vitest'
import { addCategory, addRoom, append, newPost, stored } from '../contract/examinee.ts'
import { startCuttingProxy } from './cutting-proxy.ts'
import { withDatabase } from './fresh-database.ts'

test('a post whose commit nobody heard of is stored once, and answered as new when it comes again', () =>
  withDatabase(async (url, open) => {
    const proxy = await startCuttingProxy(url)
    const [near, other] = [await open(proxy.url), await open()]
    const categoryUri = await addCategory(other, 'Port')
    const { id: roomId } = await addRoom(other, 'Quay', { categoryUri })
    const [before, doubtful, after] = [newPost(roomId), newPost(roomId), newPost(roomId)]
    await append(near, [before])

    const aclEpoch = await near.aclEpoch({})
    proxy.cutAfterCommitOf(doubtful.id)
    const lost = near.append({ aclEpoch, at: 1, items: [doubtful] })
    await expect(lost).rejects.toMatchObject({ name: 'StoreFault', kind: 'busy' })
    expect((await other.page({ roomId, mode: 'last', seq: 0, count: 5 })).head, 'it was committed').toBe(2)
    await append(other, [after])

    const again = await append(near, [before, doubtful])
    expect(again).toMatchObject([
      { result: 'known', seq: 1 },
      { result: 'stored', seq: 2, ts: 1 },
    ])
    const later = await append(near, [doubtful])
    expect(later).toEqual([{ ...stored(again[1]), result: 'known' }])
    expect((await other.page({ roomId, mode: 'last', seq: 0, count: 5 })).head).toBe(3)
    await near.close()
    await proxy.close()
  }))
