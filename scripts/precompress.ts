// Writes .br and .gz beside each built file, so that the server sends small answers without compressing any itself.

import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXT = /\.(?:js|css|html|svg|webmanifest)$/
const SMALL_BYTES = 1024
const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

export async function precompress(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true })
  await Promise.all(names.filter((name) => TEXT.test(name)).map((name) => compressFile(join(folder, name))))
}

async function compressFile(path: string): Promise<void> {
  const plain = await readFile(path)
  if (plain.length < SMALL_BYTES) return
  const brotli = await toBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } })
  await writeFile(`${path}.br`, brotli)
  await writeFile(`${path}.gz`, await toGzip(plain, { level: 9 }))
}
