// What the tests of the archive's XML hold it against: Debian's packages are installed where this process may. Without them those
// tests say that they are skipped.

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { install, mayInstall } from './debian.ts'

const PACKAGES = { xmllint: 'libxml2-utils', xsltproc: 'xsltproc' }

export async function installXmlTools(): Promise<void> {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  for (const [name, owner] of Object.entries(PACKAGES))
    if (!folders.some((folder) => existsSync(join(folder, name))) && mayInstall()) await install(owner)
}
