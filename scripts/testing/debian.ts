// Debian's packages for what the tests need and the machine does not have, where this process may install them.

import { existsSync } from 'node:fs'
import { run } from './run.ts'

const APT = '/usr/bin/apt-get'

export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync(APT)
}

export async function install(name: string): Promise<void> {
  const quietly = { DEBIAN_FRONTEND: 'noninteractive' }
  const words = ['install', '-y', '-q', '--no-install-recommends', name]
  if ((await run(APT, words, quietly)) === 0) return
  await run(APT, ['update', '-q'], quietly)
  await run(APT, words, quietly)
}
