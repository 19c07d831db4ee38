// The source files of this checkout, as the rules read them.

import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSource, type Source } from '../imports.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const FOLDERS = ['shared', 'server', 'client', 'scripts', 'test', 'bench']
const SOURCE = /\.(?:ts|tsx|css|html)$/
const FILE_LINES_MAX = 250

export function sourceTree(): Source[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => readSource(file.slice(ROOT.length).split(sep).join('/'), readFileSync(file, 'utf8'))),
  )
}

export function longFiles(sources: Source[]): string[] {
  return sources
    .filter(({ lines }) => lines > FILE_LINES_MAX)
    .map(({ path, lines }) => `${path} has ${lines} lines; at most ${FILE_LINES_MAX}`)
}
