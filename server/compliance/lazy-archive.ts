// The archive of a server that may never need one: its thread starts with the first question, and anew after its disk failed.

import { type Archive, archiveCalls } from './archive-calls.ts'
import type { OpenArchive } from './open-archive-thread.ts'

export type LazyArchive = { archive: Archive; close(): Promise<void> }

/** @param open is asked again with the next question after it failed, and after it called `onBroken`: what was not flushed is not believed */
export function lazyArchive(open: (onBroken: () => void) => Promise<OpenArchive>): LazyArchive {
  let opening: Promise<OpenArchive> | undefined
  let isClosed = false

  function opened(): Promise<OpenArchive> {
    if (isClosed) return Promise.reject(new Error('The archive is closed.'))
    opening ??= open(giveUp).catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }

  function giveUp(): void {
    const broken = opening
    opening = undefined
    broken?.then((archive) => archive.close()).catch(() => undefined)
  }

  const names = Object.keys(archiveCalls) as (keyof Archive)[]
  const calls = names.map((name) => [
    name,
    async (args: never) => ((await opened())[name] as (asked: never) => Promise<unknown>)(args),
  ])
  return {
    archive: Object.fromEntries(calls) as Archive,
    async close() {
      isClosed = true
      const archive = await opening?.catch(() => undefined)
      await archive?.close()
    },
  }
}
