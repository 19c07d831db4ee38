// Finds a Chromium for the browser tests, or installs Debian's where this process may.

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.ts'

export type Chromium = { found: true; path: string } | { found: false; why: string }

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']
const APT = '/usr/bin/apt-get'

export async function findChromium(): Promise<Chromium> {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) return existsSync(chosen) ? { found: true, path: chosen } : missing(chosen)
  const present = onPath()
  if (present) return { found: true, path: present }
  if (process.getuid?.() !== 0 || !existsSync(APT)) {
    return { found: false, why: 'there is no Chromium, and installing one needs root and apt' }
  }
  await installWithApt()
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

async function installWithApt(): Promise<void> {
  const quietly = { DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '-y', '-q', '--no-install-recommends', 'chromium']
  if ((await run(APT, install, quietly)) === 0) return
  await run(APT, ['update', '-q'], quietly)
  await run(APT, install, quietly)
}
