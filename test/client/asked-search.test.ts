// The search on screen: what was found is kept with its pages, what was broken off is not.

import 'fake-indexeddb/auto'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { AskedSearch } from '../../client/components/asked-search.ts'
import { openSearchRig, type SearchRig, seqs } from './support/search-rig.ts'
import { until } from './support/toy-world.ts'

let rig: SearchRig

beforeAll(async () => {
  rig = await openSearchRig()
  const { ada, boris, harbour, bridge, says } = rig
  await says(boris, bridge, { chat: 'The ships are leaving' })
  await says(ada, harbour, { chat: 'ships and shops' })
  await says(ada, harbour, { chat: 'more ships' })
  await says(ada, bridge, { chat: 'the lift is broken' })
})
afterAll(async () => {
  await rig.close()
})
beforeEach(async () => {
  rig.answer = rig.fromServer
  await rig.readsAll()
})

it('a search that one comes back to stands as it was, with its next page, and one that was broken off begins anew', async () => {
  const asked = vi.fn(rig.fromServer)
  rig.answer = (question) => asked({ ...question, limit: 2 })
  rig.goes('live')
  const first = new AskedSearch()
  first.takeUp('ships')
  await until(() => first.findings !== undefined && !first.isBusy)
  expect(first.findings?.posts).toHaveLength(2)
  first.close()

  const second = new AskedSearch()
  second.takeUp('ships')
  expect(second.findings?.posts).toHaveLength(2)
  expect(asked).toHaveBeenCalledTimes(1)
  second.more()
  await until(() => !second.isBusy)
  expect(second.findings?.posts.map(({ seq }) => seq)).toEqual([2, 1, 1])

  second.takeUp('lift')
  second.leave()
  expect(second.isBusy).toBe(false)
  expect(second.findings?.posts).toHaveLength(3)
  second.resume()
  await until(() => !second.isBusy)
  expect(seqs(second.findings)).toEqual(['Bridge 2'])

  rig.goes('offline')
  second.takeUp('ships in:harbour')
  await until(() => second.findings?.where === 'device')
  expect(second.findings?.isLooking).toBe(true)
  second.leave()
  second.resume()
  await until(() => !second.isBusy)
  expect(second.findings).toMatchObject({ total: 2, isLooking: false })
})

it('a search that is refused shows nothing of the words before', async () => {
  rig.goes('live')
  const search = new AskedSearch()
  search.takeUp('lift')
  await until(() => !search.isBusy)
  expect(search.findings?.total).toBe(1)
  const refusal = Object.assign(new Error('Too much.'), { code: 'LimitExceeded' })
  rig.answer = () => Promise.reject(refusal)
  search.takeUp('lift off')
  await until(() => search.refused !== undefined)
  expect(search.findings).toBeUndefined()
  rig.answer = rig.fromServer
  search.begin()
  await until(() => !search.isBusy)
  expect(search).toMatchObject({ refused: undefined, findings: { total: 0 } })
})
