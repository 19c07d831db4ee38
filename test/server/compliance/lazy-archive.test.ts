// An archive is opened when it is first asked, and anew after it broke or could not be opened.

import { expect, test } from 'vitest'
import { lazyArchive } from '../../../server/compliance/lazy-archive.ts'
import type { OpenArchive } from '../../../server/compliance/open-archive-thread.ts'

function openings() {
  const opened: { breaks: () => void; isClosed: boolean }[] = []
  let refusals = 0
  const lazy = lazyArchive(async (breaks) => {
    if (refusals > 0) {
      refusals -= 1
      throw new Error('Not now.')
    }
    const own = { breaks, isClosed: false }
    opened.push(own)
    const number = opened.length
    const archive: Partial<OpenArchive> = {
      head: async () => ({ size: number, root: '', chain: '' }),
      close: async () => {
        own.isClosed = true
      },
    }
    return archive as OpenArchive
  })
  return {
    ...{ lazy, opened },
    refuses: (times: number) => {
      refusals = times
    },
  }
}

test('it is opened by the first question, once for all that come together', async () => {
  const { lazy, opened } = openings()
  expect(opened).toHaveLength(0)
  const heads = await Promise.all([lazy.archive.head(), lazy.archive.head()])
  expect(heads.map(({ size }) => size)).toEqual([1, 1])
})

test('after its disk failed it is let go of and opened anew, and after a refusal asked again', async () => {
  const { lazy, opened, refuses } = openings()
  await lazy.archive.head()
  opened[0]?.breaks()
  refuses(1)
  await expect(lazy.archive.head()).rejects.toThrow('Not now.')
  expect(await lazy.archive.head()).toMatchObject({ size: 2 })
  expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, false])
  await lazy.close()
  expect(opened[1]?.isClosed).toBe(true)
  await expect(lazy.archive.head()).rejects.toThrow('closed')
})
