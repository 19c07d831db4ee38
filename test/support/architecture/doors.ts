// One door per library: the places that may import it, so that it can be replaced, or its traps kept, in one place.

import type { Source } from '../imports.ts'

const DOORS: [library: RegExp, doors: string[]][] = [
  [/^dexie$/, ['client/cache/']],
  [/^socket\.io-client$/, ['client/sync/', 'bench/']],
  [/^workbox-(?!build)/, ['client/worker/']],
  [
    /^(?:solid-js|@solidjs\/.*)$/,
    [
      'client/state/',
      'client/views/',
      'client/components/',
      'client/i18n/',
      'client/main.tsx',
      'client/worker/registration.ts',
    ],
  ],
  [/^(?:virtua|@kobalte\/.*)$/, ['client/views/', 'client/components/']],
  [/^socket\.io$/, ['server/gateway/', 'bench/']],
  [/^(?:fastify|@fastify\/.*)$/, ['server/web/']],
  [/^(?:better-sqlite3|node:sqlite|kysely|pg)$/, ['server/store/']],
  [/^(?:better-auth|@better-auth\/.*|@node-rs\/argon2|jose)$/, ['server/identity/']],
  [/^prom-client$/, ['server/metrics.ts']],
  [/^pino(?:-pretty)?$/, ['server/logger.ts']],
  [/^commander$/, ['server/cli.ts', 'server/cli/']],
  [/^nodemailer$/, ['server/compliance/adapters/']],
  [
    /^valibot$/,
    [
      'shared/',
      'server/web/',
      'server/admin/',
      'server/commands/',
      'server/compliance/adapters/',
      'server/gateway/',
      'server/identity/',
      'server/config.ts',
      'client/sync/',
      'bench/',
    ],
  ],
  [/^@valibot\/to-json-schema$/, ['server/web/']],
  // What both ends agree on, and what browsers run, cannot lean on Node.
  [/^node:/, ['server/', 'scripts/', 'bench/']],
]

export function wrongDoors(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => !path.startsWith('test/'))
    .flatMap(({ path, imports }) =>
      imports.flatMap(({ library, line }) => {
        if (library === undefined) return []
        const door = DOORS.find(([name]) => name.test(library))
        if (!door || door[1].some((place) => path.startsWith(place))) return []
        return [`${path}:${line} may not import ${library}, whose door is ${door[1].join(', ')}`]
      }),
    )
}
