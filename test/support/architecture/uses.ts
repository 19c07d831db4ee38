// Things that only one place may touch, though no import shows it.

import type { Guarded, Source } from '../imports.ts'

type Rule = { what: Guarded; within: string[]; only: string[]; why: string }

const RULES: Rule[] = [
  {
    what: 'process.env',
    within: ['server/', 'client/', 'shared/'],
    only: ['server/config.ts'],
    why: 'configuration is read once, and checked',
  },
  {
    what: 'fetch',
    within: ['client/', 'shared/'],
    only: ['client/sync/'],
    why: 'the screen never speaks to the server',
  },
  {
    what: 'RTCPeerConnection',
    within: ['client/', 'shared/'],
    only: ['client/mesh/'],
    why: 'peers are the mesh',
  },
  {
    what: 'innerHTML',
    within: ['client/', 'shared/', 'server/'],
    only: [],
    why: 'text of people must never become markup',
  },
  {
    what: 'SQL',
    within: ['server/', 'client/', 'shared/'],
    only: ['server/store/'],
    why: 'the store is the only place with SQL',
  },
]

export function misplacedUses(sources: Source[]): string[] {
  return sources.flatMap(({ path, uses }) =>
    uses.flatMap(({ what, line }) => {
      const rule = RULES.find((one) => one.what === what)
      const governed = rule?.within.some((place) => path.startsWith(place))
      if (!rule || !governed || rule.only.some((place) => path.startsWith(place))) return []
      return [`${path}:${line} may not use ${what}: ${rule.why}`]
    }),
  )
}

/** A handler that throws ends the process, so every one is wrapped, in the one file that registers them. */
export function strayRegistrations(sources: Source[]): string[] {
  const registering = sources.filter(
    ({ path, uses, imports }) =>
      path.startsWith('server/') &&
      uses.some(({ what }) => what === 'socket.on') &&
      // The control socket of the command line is a socket of node:net, another thing with the same name.
      !imports.some(({ library }) => library === 'node:net'),
  )
  const inGateway = registering.filter(({ path }) => path.startsWith('server/gateway/'))
  const outside = registering.filter(({ path }) => !path.startsWith('server/gateway/'))
  const stray = inGateway.length > 1 ? registering : outside
  return stray.map(({ path }) => `${path} listens to a socket; only one file of server/gateway/ may`)
}
