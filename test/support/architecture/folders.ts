// Who may import whom. The table is the design's; a folder may always import itself.

import type { Source } from '../imports.ts'

const SERVICES = [
  'server/channel/',
  'server/files/',
  'server/identity/',
  'server/compliance/',
  'server/pool/',
]
/** The app asks the service worker for an update here; the worker itself stands apart. */
const WORKER = 'client/worker/registration.ts'
/** Writing a log line or counting something is no dependency worth a rule. */
const WATCHING = ['server/logger.ts', 'server/metrics.ts']
/** How the disk can fail is a word that whoever answers people must know. There is no SQL in it. */
const FAULTS = 'server/store/fault.ts'
const STORED = ['shared/', 'server/store/', ...WATCHING]

/** The first line whose start fits a file's path is its folder; more exact lines stand first. */
const TABLE: [folder: string, mayImport: string[]][] = [
  ['shared/', []],
  ['server/store/', ['shared/', ...WATCHING]],
  ['server/identity/', [...STORED, 'server/compliance/record.ts']],
  ['server/compliance/', STORED],
  ['server/pool/', STORED],
  ['server/channel/', [...STORED, 'server/identity/', 'server/compliance/record.ts', 'server/pool/']],
  [
    'server/files/',
    [...STORED, 'server/identity/', 'server/channel/permissions.ts', 'server/compliance/record.ts'],
  ],
  ['server/admin/', ['shared/', ...SERVICES, ...WATCHING]],
  ['server/commands/', ['shared/', ...SERVICES, ...WATCHING]],
  [
    'server/gateway/',
    ['shared/', 'server/commands/', 'server/identity/', 'server/pool/', FAULTS, ...WATCHING],
  ],
  ['server/web/', ['shared/', ...SERVICES, 'server/admin/', FAULTS, ...WATCHING]],
  ['server/logger.ts', ['shared/']],
  ['server/metrics.ts', ['shared/']],
  ['server/main.ts', ['shared/', 'server/', 'scripts/build-client.ts']],
  ['server/', ['shared/', 'server/']],
  ['client/cache/', ['shared/']],
  ['client/sync/', ['shared/', 'client/cache/']],
  ['client/mesh/', ['shared/', 'client/cache/', 'client/sync/']],
  ['client/actions/', ['shared/', 'client/cache/', 'client/sync/', 'client/mesh/']],
  ['client/state/', ['shared/', 'client/cache/', 'client/sync/', 'client/mesh/']],
  ['client/worker/', ['shared/', 'client/cache/']],
  ['client/i18n/', ['shared/', 'client/state/']],
  [
    'client/components/',
    ['shared/', 'client/state/', 'client/actions/', 'client/i18n/', 'client/styles/', WORKER],
  ],
  [
    'client/views/',
    [
      'shared/',
      'client/state/',
      'client/actions/',
      'client/components/',
      'client/i18n/',
      'client/styles/',
      WORKER,
    ],
  ],
  // A second implementation is worth something only as long as it shares nothing with the first.
  ['client/verifier/', []],
  ['client/', ['shared/', 'client/']],
  ['scripts/', []],
  ['bench/client/', ['shared/', 'server/', 'client/cache/', 'scripts/build-client.ts']],
  [
    'bench/',
    [
      'shared/',
      'server/',
      'scripts/testing/postgres.ts',
      'test/support/postgres.ts',
      'test/support/seeded-random.ts',
      'test/load/',
    ],
  ],
  ['test/', ['shared/', 'server/', 'client/', 'scripts/', 'bench/']],
]

/** Root files of server and client stand for themselves: they are composition, or may be imported one by one. */
export function folderOf(path: string): string {
  const folder = TABLE.find(([start]) => path.startsWith(start))?.[0]
  return folder === undefined || folder === 'server/' || folder === 'client/' ? path : folder
}

export function forbiddenImports(sources: Source[]): string[] {
  return sources.flatMap(({ path, imports }) => {
    const line = TABLE.find(([start]) => path.startsWith(start))
    if (!line) return []
    const [folder, mayImport] = line
    return imports
      .filter(
        (one) => one.path !== undefined && ![folder, ...mayImport].some((may) => one.path?.startsWith(may)),
      )
      .map((one) => `${path}:${one.line} may not import ${one.path}`)
  })
}
