// A disk of its own for a test: ext4 in a file. What is copied from the file is what a power cut would have left, because
// nothing comes there before it is flushed.

import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEGABYTE = 1024 * 1024
/** Nothing is written back by the clock while a test runs, and closing a file does not flush it. */
const LAZY = 'commit=300,noauto_da_alloc'

export type SmallDisk = {
  /** Where it is mounted. */
  folder: string
  /** Another disk that holds what had reached this one. */
  afterPowerCut(): SmallDisk
  makeReadOnly(): void
  makeWritable(): void
  remove(): void
}

/** Why there can be none here, which is said aloud too; undefined when there can. */
export function whyNoDisk(): string | undefined {
  const why = hindrance()
  if (why) console.log(why)
  return why
}

function hindrance(): string | undefined {
  if (process.getuid?.() !== 0) return 'skipped: needs root'
  const missing = ['mkfs.ext4', 'mount', 'umount'].find((name) => !isInstalled(name))
  if (missing) return `skipped: needs ${missing}`
  try {
    makeDisk({ megabytes: 4 }).remove()
    return undefined
  } catch (error) {
    return `skipped: nothing can be mounted here (${error instanceof Error ? error.message.split('\n')[1] : error})`
  }
}

export function makeDisk({ megabytes }: { megabytes: number }): SmallDisk {
  removeOrphans()
  const root = ownFolder()
  const image = join(root, 'image')
  writeFileSync(image, '')
  truncateSync(image, megabytes * MEGABYTE)
  execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', image], { stdio: 'pipe' })
  return mounted(root, image)
}

/** Its name says whose it is. A database that runs as somebody else may pass through. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), `backchat-disk-${process.pid}-`))
  chmodSync(folder, 0o711)
  return folder
}

/** A run that was killed could not take its disks away; the next one does. */
function removeOrphans(): void {
  for (const line of readFileSync('/proc/mounts', 'utf8').split('\n')) {
    const [, folder, pid] = /^\S+ (\S+\/backchat-disk-(\d+)-\S+)\/mounted /.exec(line) ?? []
    if (folder === undefined || existsSync(`/proc/${pid}`)) continue
    execFileSync('umount', ['--lazy', join(folder, 'mounted')])
    rmSync(folder, { recursive: true })
  }
}

function mounted(root: string, image: string): SmallDisk {
  const folder = join(root, 'mounted')
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-o', `loop,${LAZY}`, image, folder], { stdio: 'pipe' })
  } catch (error) {
    rmSync(root, { recursive: true })
    throw error
  }
  let isMounted = true
  function remove(): void {
    if (!isMounted) return
    isMounted = false
    process.off('exit', remove)
    // Lazily: a process that was just killed may still hold on to a file. The loop device goes with the mount.
    execFileSync('umount', ['--lazy', folder])
    rmSync(root, { recursive: true })
  }
  process.on('exit', remove)
  return {
    folder,
    remove,
    makeReadOnly: () => void execFileSync('mount', ['-o', 'remount,ro', folder]),
    makeWritable: () => void execFileSync('mount', ['-o', 'remount,rw', folder]),
    afterPowerCut() {
      const other = ownFolder()
      copyFileSync(image, join(other, 'image'))
      return mounted(other, join(other, 'image'))
    },
  }
}

function isInstalled(name: string): boolean {
  return ['/usr/sbin', '/usr/bin', '/sbin', '/bin'].some((folder) => existsSync(join(folder, name)))
}
