// Finds a Chromium for the browser tests, or installs Debian's where this process may.

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { install, mayInstall } from './debian.ts'

export type Chromium = { found: true; path: string } | { found: false; why: string }

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

export async function findChromium(): Promise<Chromium> {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) return existsSync(chosen) ? { found: true, path: chosen } : missing(chosen)
  const present = onPath()
  if (present) return { found: true, path: present }
  if (!mayInstall()) {
    return { found: false, why: 'there is no Chromium, and installing one needs root and apt' }
  }
  await install('chromium')
  const installed = onPath()
  return installed
    ? { found: true, path: installed }
    : { found: false, why: 'apt could not install Chromium' }
}

function missing(path: string): Chromium {
  return { found: false, why: `CHROMIUM_PATH names ${path}, which is not there` }
}

function onPath(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}
