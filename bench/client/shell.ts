// What a browser must load before it draws anything: the scripts that the built page names, whatever they import without
// being asked, and the words of one language. Read from the built files, so it is what is really sent.

import { readdir, readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const IN_PAGE = /<(?:script|link)[^>]+(?:src|href)="\/(assets\/[^"]+\.js)"/g
const IMPORTED = /(?:\bimport|\bfrom)\s*["']\.\/([\w.-]+\.js)["']/g
const DICTIONARY = /^(?:en|ru)-[\w-]{8}\.js$/

/** @property gzipBytes with the longest of the languages */
export type Shell = { files: string[]; languages: string[]; gzipBytes: number }

export async function weighShell(dist: URL): Promise<Shell> {
  const page = await readFile(new URL('index.html', dist), 'utf8')
  const files = new Set([...page.matchAll(IN_PAGE)].map(([, path = '']) => path))
  let gzipBytes = 0
  // What is added meanwhile is visited too.
  for (const path of files) {
    const script = await readFile(new URL(path, dist), 'utf8')
    gzipBytes += gzipped(script)
    for (const [, name = ''] of script.matchAll(IMPORTED)) files.add(`assets/${name}`)
  }
  const languages = (await readdir(new URL('assets/', dist))).filter((name) => DICTIONARY.test(name))
  const words = languages.map(async (name) =>
    gzipped(await readFile(new URL(`assets/${name}`, dist), 'utf8')),
  )
  return {
    files: [...files],
    languages: languages.map((name) => `assets/${name}`),
    gzipBytes: gzipBytes + Math.max(0, ...(await Promise.all(words))),
  }
}

function gzipped(script: string): number {
  return gzipSync(script, { level: 9 }).length
}
