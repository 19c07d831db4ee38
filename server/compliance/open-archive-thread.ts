// The main thread's end of the archive.

import type { LogLevel } from '../logger.ts'
import type { StoreFault } from '../store/fault.ts'
import { startThread } from '../store/thread/client.ts'
import { type Archive, type ArchiveOrder, archiveCalls } from './archive-calls.ts'
import type { ArchiveThreadOptions } from './archive-thread.ts'

const THREAD = new URL('./archive-thread.ts', import.meta.url)

export type OpenArchive = Archive & { close(): Promise<void> }

export async function openArchiveThread(
  { place, logLevel }: { place: ArchiveThreadOptions['place']; logLevel: LogLevel },
  onBroken: (fault: StoreFault) => void,
): Promise<OpenArchive> {
  const data: ArchiveThreadOptions = { place, logLevel }
  const thread = await startThread<ArchiveOrder>({ file: THREAD, data }, onBroken)
  const names = Object.keys(archiveCalls) as (keyof typeof archiveCalls)[]
  const calls = names.map((name) => [name, (args: unknown) => thread.send({ order: 'call', name, args })])
  return { ...(Object.fromEntries(calls) as Archive), close: () => thread.close() }
}
