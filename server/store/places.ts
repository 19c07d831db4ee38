// What stands where in a data folder. Anything but a file in a file's place is refused before it is opened: a folder would
// be told of as a failing disk, and a pipe not at all, for whoever opens one waits until somebody writes.

import { type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { explaining } from './sqlite/opening.ts'
import { UnusableDatabase } from './unusable.ts'

const DATABASE = 'backchat.sqlite'
const ARCHIVE = 'archive.sqlite'
const LOCK = 'lock.sqlite'
const FILES = [
  ...[LOCK, DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`, `${DATABASE}-count`],
  ...[ARCHIVE, `${ARCHIVE}-wal`, `${ARCHIVE}-shm`],
]
/** The control socket, and the note that says where it is when its path would be too long. */
const OF_THE_CONTROL = ['control.sock', 'control']

export function databaseIn(dataFolder: string): string {
  return join(dataFolder, DATABASE)
}

export function archiveIn(dataFolder: string): string {
  return join(dataFolder, ARCHIVE)
}

export function lockIn(dataFolder: string): string {
  return join(dataFolder, LOCK)
}

export function requireFilesIn(dataFolder: string): void {
  for (const name of FILES) refuse(join(dataFolder, name), (there) => !there.isFile())
  for (const name of OF_THE_CONTROL) refuse(join(dataFolder, name), (there) => there.isDirectory())
}

function refuse(path: string, isInTheWay: (there: Stats) => boolean): void {
  const there = explaining(path, () => statSync(path, { throwIfNoEntry: false }))
  if (there && isInTheWay(there))
    throw new UnusableDatabase(`${path} should be a file and is none. Move it away and start again.`)
}
