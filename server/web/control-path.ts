// Where the control socket of a data folder is. The kernel allows a socket's path some hundred bytes only;
// beyond that the socket stands in the folder for temporary files and a note in the data folder says where.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const PATH_BYTES_MAX = 100

export function plainControlPath(dataFolder: string): string {
  return join(dataFolder, 'control.sock')
}

export function controlNote(dataFolder: string): string {
  return join(dataFolder, 'control')
}

export function findControlPath(dataFolder: string): string {
  const note = controlNote(dataFolder)
  return existsSync(note) ? readFileSync(note, 'utf8') : plainControlPath(dataFolder)
}
