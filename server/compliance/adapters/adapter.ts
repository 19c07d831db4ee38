// What an adapter is: it gets a run of events, in order, and writes them down elsewhere. It knows nothing of queues, databases,
// temporary files or repeats: whoever runs it sees to it that what it wrote counts whole, once, or not at all.

import type { ArchivedEvent, ArchivedRoom } from '../archived.ts'

/** What one room, or the acts outside of rooms (`room` null), contributes to a run. */
export type RoomSlice = {
  room: ArchivedRoom | null
  /** The details of the room as they are known last, for adapters that add them. */
  details: { description: string; privacy: string; type: string } | null
  first: ArchivedEvent
  startedAt: number
  endedAt: number
  /** By number. May be iterated more than once. */
  events(): AsyncIterable<ArchivedEvent>
}

export type Run = {
  /** The same when a run is repeated after a crash. */
  id: string
  /** The pool's domain. */
  pool: string
  /** Numbers of the first and the last event. */
  from: number
  to: number
  /** Milliseconds since 1970, when it was planned; the same when it is repeated. */
  plannedAt: number
  /** Everything, by number. Memory stays bounded however long the run is, if whoever iterates lets go. May be iterated more than once. */
  events(): AsyncIterable<ArchivedEvent>
  /** Rooms in the order in which they first appear. */
  rooms(): AsyncIterable<RoomSlice>
}

/** A file of the run's output. It appears under its name, flushed, when the whole run has been written, or never. */
export type OutputFile = { write(text: string): Promise<void> }

export type Output = {
  /** @param name a file name without a folder: letters, digits, `.`, `-`, `_` */
  file(name: string): Promise<OutputFile>
  /** Where finished files will stand: for programs that are handed paths, such as `xsltproc`. */
  readonly folder: string
}

export type Adapter = {
  /**
   * Throws where it cannot: the run is then repeated later, whole, and nothing of this attempt is kept.
   * @param signal aborts when the run has taken too long or the server stops
   */
  write(run: Run, output: Output, signal: AbortSignal): Promise<void>
}
