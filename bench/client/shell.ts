// What a browser must load before it draws anything: the scripts that the built page names, and whatever they import
// without being asked. Read from the built files, so it is what is really sent.

import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const IN_PAGE = /<(?:script|link)[^>]+(?:src|href)="\/(assets\/[^"]+\.js)"/g
const IMPORTED = /(?:\bimport|\bfrom)\s*["']\.\/([\w.-]+\.js)["']/g

export type Shell = { files: string[]; gzipBytes: number }

export async function weighShell(dist: URL): Promise<Shell> {
  const page = await readFile(new URL('index.html', dist), 'utf8')
  const files = new Set([...page.matchAll(IN_PAGE)].map(([, path = '']) => path))
  let gzipBytes = 0
  // What is added meanwhile is visited too.
  for (const path of files) {
    const script = await readFile(new URL(path, dist), 'utf8')
    gzipBytes += gzipSync(script, { level: 9 }).length
    for (const [, name = ''] of script.matchAll(IMPORTED)) files.add(`assets/${name}`)
  }
  return { files: [...files], gzipBytes }
}
