// Writes into the lockfile the platform packages that npm left out. A registry that mirrors only some platforms makes
// `npm install` forget the others, and then `npm ci` refuses the lockfile everywhere. What is added is never fetched
// on a platform that it is not for.

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Package = {
  version: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
export type Lockfile = { packages: Record<string, Package> }

const LOCKFILE = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]
const LIBRARIES: Record<string, string> = { gnu: 'glibc', musl: 'musl' }

/** Optional packages that something asks for and the lockfile does not hold, by their place in it. */
export function missingPackages({ packages }: Lockfile): Record<string, Package> {
  const missing: Record<string, Package> = {}
  for (const { optionalDependencies = {}, dev } of Object.values(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const place = `node_modules/${name}`
      if (packages[place]) continue
      missing[place] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true }
    }
  }
  return missing
}

/** Read from the name, as these packages are named: `@rollup/rollup-linux-x64-musl`. */
function platformOf(name: string): Pick<Package, 'os' | 'cpu' | 'libc'> {
  const parts = name.slice(name.indexOf('/') + 1).split('-')
  const os = SYSTEMS.find((system) => parts.includes(system))
  const cpu = PROCESSORS.find((processor) => parts.includes(processor))
  const libc = parts.map((part) => LIBRARIES[part]).find((library) => library !== undefined)
  if (!os || !cpu) throw new Error(`The name of ${name} does not tell its platform.`)
  return { os: [os], cpu: [cpu], ...(libc && os === 'linux' ? { libc: [libc] } : {}) }
}

function completeLockfile(): void {
  const lockfile = JSON.parse(readFileSync(LOCKFILE, 'utf8')) as Lockfile
  const missing = missingPackages(lockfile)
  const all = Object.entries({ ...lockfile.packages, ...missing })
  const packages = Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(LOCKFILE, `${JSON.stringify({ ...lockfile, packages }, null, 2)}\n`)
  console.log(`${Object.keys(missing).length} packages added to the lockfile`)
}

if (import.meta.main) completeLockfile()
