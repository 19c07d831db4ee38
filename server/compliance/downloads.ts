// Exports that go to a browser: written whole into a folder of their own, then sent as one .zip, and gone when the answer has
// ended, however it did. What a server left behind that was killed goes at its next start.

import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { XccosError } from '#shared/errors.ts'
import type { Archive } from './archive-calls.ts'
import type { Manifest } from './export.ts'
import { zipped } from './zip.ts'

/** Each takes as much of the disk as what it finds. */
const AT_ONCE = 2

export type Download = {
  folder: string
  /** Waits for an export into the folder; one that nobody waits for any more is broken off. */
  written(writing: Promise<Manifest>): Promise<Manifest>
  /** The files that the manifest names, and itself. */
  pack(manifest: Manifest): Readable
  /** It may come at any time, and more than once. */
  end(): Promise<void>
}
export type Downloads = ReturnType<typeof createDownloads>

type Deps = { archive: Pick<Archive, 'stopExport'>; home: string }

export function createDownloads({ archive, home }: Deps) {
  let open = 0
  return {
    clear: () => rm(home, { recursive: true, force: true }),
    open(): Download {
      if (open >= AT_ONCE)
        throw new XccosError('TooManyRequests', 'Two exports are on their way. Ask again when one is done.')
      open += 1
      return openDownload({
        folder: join(home, randomUUID()),
        stop: archive.stopExport,
        onEnd: () => {
          open -= 1
        },
      })
    },
  }
}

type Opening = { folder: string; stop: Archive['stopExport']; onEnd: () => void }

function openDownload({ folder, stop, onEnd }: Opening): Download {
  let writing: Promise<unknown> | undefined
  let ending: Promise<void> | undefined

  async function end(): Promise<void> {
    try {
      if (writing) await stop({ folder })
      await writing?.catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
    } finally {
      onEnd()
    }
  }

  return {
    folder,
    async written(order) {
      writing = order
      try {
        return await order
      } catch (error) {
        throw ending ? new XccosError('FileDownloadFailed', 'Nobody waits for this export any more.') : error
      } finally {
        writing = undefined
      }
    },
    pack: ({ name, at, files }) =>
      Readable.from(zipped({ folder, at, files: [...files, { name: `${name}-manifest.json`, bytes: 0 }] }), {
        objectMode: false,
      }),
    end() {
      ending ??= end()
      return ending
    },
  }
}
