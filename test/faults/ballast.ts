// Fills a disk to the last block, and takes some of it away again.

import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SmallDisk } from './small-disk.ts'

const MEGABYTE = 1024 * 1024

type Filled = Pick<SmallDisk, 'folder'>

export function fillUp(disk: Filled): void {
  for (const bytes of [MEGABYTE, 64 * 1024, 4096]) {
    for (let number = 0; takes(disk, `ballast-${bytes}-${number}`, bytes); number += 1);
  }
}

function takes({ folder }: Filled, name: string, bytes: number): boolean {
  try {
    writeFileSync(join(folder, name), Buffer.alloc(bytes), { flush: true })
    return true
  } catch {
    return false
  }
}

export function makeSpace({ folder }: Filled): void {
  rmSync(join(folder, `ballast-${MEGABYTE}-0`))
  rmSync(join(folder, `ballast-${MEGABYTE}-1`))
}
