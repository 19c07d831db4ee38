// Where a run's files go: into a folder of their own first, then, flushed, under their names. What a run that was killed left
// behind is cleared away by its repetition, which writes the same names again.

import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Output } from './adapters/adapter.ts'

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/

export type OpenOutput = Output & {
  /** All files stand under their names, on the disk, from here on. */
  finish(): Promise<void>
  /** None does. */
  discard(): Promise<void>
}

/** @param folder undefined for adapters that write no files */
export async function openOutput(folder: string | undefined, runId: string): Promise<OpenOutput> {
  if (folder === undefined) return withoutFiles()
  const unfinished = join(folder, `.unfinished-${runId}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  const files = new Map<string, FileHandle>()
  const close = () => Promise.all([...files.values()].map((file) => file.close()))

  return {
    folder,
    async file(name) {
      if (!NAME.test(name)) throw new Error(`${name} is no name for an archive's file.`)
      if (files.has(name)) throw new Error(`${name} is written twice.`)
      const file = await open(join(unfinished, name), 'wx', 0o600)
      files.set(name, file)
      return { write: (text) => file.appendFile(text, 'utf8') }
    },
    async finish() {
      for (const file of files.values()) await file.sync()
      await close()
      for (const name of files.keys()) await rename(join(unfinished, name), join(folder, name))
      await syncFolder(folder)
      await rm(unfinished, { recursive: true, force: true })
    },
    async discard() {
      await close().catch(() => undefined)
      await rm(unfinished, { recursive: true, force: true })
    },
  }
}

/** A name is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function withoutFiles(): OpenOutput {
  const nothing = () => Promise.resolve()
  return {
    folder: '',
    file: () => Promise.reject(new Error('This adapter has no folder to write in.')),
    finish: nothing,
    discard: nothing,
  }
}
