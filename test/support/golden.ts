// Files that the formats are held against byte for byte. A change of a format is made by looking at the difference and
// putting the new file there by hand; UPDATE_GOLDEN only tells how.

import { readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

export async function expectGolden(name: string, text: string): Promise<void> {
  const path = fileURLToPath(new URL(`../server/compliance/golden/${name}`, import.meta.url))
  if (process.env.UPDATE_GOLDEN !== undefined) {
    const made = join(await mkdtemp(join(tmpdir(), 'golden-')), name)
    await writeFile(made, text)
    console.log(`Look at the difference, then: cp ${made} ${path}`)
  }
  expect(text).toBe(readFileSync(path, 'utf8'))
}
