// The environment, read once and checked. A wrong value stops the start with one line that names the
// variable and says what it should be; a right one that this version cannot honour is refused too, never ignored.

import { isIP } from 'node:net'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { LOG_LEVELS, type LogLevel } from './logger.ts'

export type Config = {
  host: string
  /** 0 takes a free one. */
  port: number
  dataFolder: string
  /** Without a closing slash; undefined takes it from each request. */
  publicUrl: string | undefined
  domain: string
  /** `postgres://…`; undefined keeps everything in SQLite in the data folder. */
  databaseUrl: string | undefined
  /** The archive's: `postgres://…`, or the whole path of an SQLite file; undefined puts it beside the store. */
  complianceDatabase: string | undefined
  /** What provisioning hands to clients; undefined means the address they came by. */
  poolUrls: string[] | undefined
  logLevel: LogLevel
  /** Believe X-Forwarded-* : only where a proxy in front sets them. */
  trustProxy: boolean
}

export class ConfigError extends Error {
  constructor(variable: string, sentence: string) {
    super(`${variable} ${sentence}`)
    this.name = 'ConfigError'
  }
}

type Variable<Value> = { name: string; fallback: Value; schema: v.GenericSchema<string, Value> }

const DOMAIN = /^[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?$/
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/
const HIGHEST_PORT = 65_535

const url = v.pipe(
  v.string(),
  v.check(isOrigin, 'should be an address such as https://chat.example.org, without a path.'),
  v.transform((text) => new URL(text).origin),
)

const VARIABLES = {
  host: {
    name: 'BACKCHAT_HOST',
    fallback: '127.0.0.1',
    schema: v.pipe(
      v.string(),
      v.check(
        (text) => isIP(text) !== 0 || HOST_NAME.test(text),
        'should be a host name or an IP address, such as 127.0.0.1 or 0.0.0.0.',
      ),
    ),
  },
  port: {
    name: 'BACKCHAT_PORT',
    fallback: 8080,
    schema: v.pipe(
      v.string(),
      v.check(
        (text) => /^\d{1,5}$/.test(text) && Number(text) <= HIGHEST_PORT,
        `should be a port from 0 to ${HIGHEST_PORT}; 0 takes a free one.`,
      ),
      v.transform(Number),
    ),
  },
  dataFolder: {
    name: 'BACKCHAT_DATA',
    fallback: resolve('data'),
    schema: v.pipe(
      v.string(),
      v.check((text) => !text.includes('\0'), 'should be the path of a folder.'),
      v.transform((path) => resolve(path)),
    ),
  },
  publicUrl: { name: 'BACKCHAT_URL', fallback: undefined, schema: url },
  domain: {
    name: 'BACKCHAT_DOMAIN',
    fallback: 'localhost',
    schema: v.pipe(v.string(), v.regex(DOMAIN, 'should be a domain in small letters, such as example.org.')),
  },
  databaseUrl: {
    name: 'BACKCHAT_DATABASE_URL',
    fallback: undefined,
    schema: v.pipe(
      v.string(),
      v.check(isPostgres, 'should be an address such as postgres://user:password@host:5432/database.'),
    ),
  },
  complianceDatabase: {
    name: 'BACKCHAT_COMPLIANCE_DATABASE_URL',
    fallback: undefined,
    schema: v.pipe(
      v.string(),
      v.check(
        (text) => (text.startsWith('/') && !text.includes('\0')) || isPostgres(text),
        'should be an address such as postgres://user:password@host:5432/database, or the whole path of a file.',
      ),
    ),
  },
  poolUrls: {
    name: 'BACKCHAT_POOL_URLS',
    fallback: undefined,
    schema: v.pipe(
      v.string(),
      v.transform((text) => text.split(',').map((part) => part.trim())),
      v.array(url, 'should be addresses with commas between them.'),
    ),
  },
  logLevel: {
    name: 'BACKCHAT_LOG_LEVEL',
    fallback: 'info' as LogLevel,
    schema: v.picklist(LOG_LEVELS, `should be one of ${LOG_LEVELS.join(', ')}.`),
  },
  trustProxy: {
    name: 'BACKCHAT_TRUST_PROXY',
    fallback: false,
    schema: v.pipe(
      v.picklist(['yes', 'no'], 'should be yes or no.'),
      v.transform((text) => text === 'yes'),
    ),
  },
} satisfies { [Key in keyof Config]: Variable<Config[Key]> }

const NOT_YET = {
  BACKCHAT_REDIS_URL: 'a pool of several nodes',
}

type Environment = Record<string, string | undefined>

/** An empty variable counts as absent, as compose files write it. */
export function readConfig(environment: Environment = process.env): Config {
  for (const [name, what] of Object.entries(NOT_YET)) {
    if (environment[name])
      throw new ConfigError(name, `should not be set: this version does not support ${what} yet.`)
  }
  const databaseUrl = read<string | undefined>(VARIABLES.databaseUrl, environment)
  const complianceDatabase = read<string | undefined>(VARIABLES.complianceDatabase, environment)
  if (databaseUrl !== undefined && complianceDatabase?.startsWith('/'))
    throw new ConfigError(
      VARIABLES.complianceDatabase.name,
      'should be an address of PostgreSQL, as BACKCHAT_DATABASE_URL is: every server of a pool must reach it.',
    )
  return {
    ...{ databaseUrl, complianceDatabase },
    host: read(VARIABLES.host, environment),
    port: read(VARIABLES.port, environment),
    dataFolder: read(VARIABLES.dataFolder, environment),
    publicUrl: read<string | undefined>(VARIABLES.publicUrl, environment),
    domain: read(VARIABLES.domain, environment),
    poolUrls: read<string[] | undefined>(VARIABLES.poolUrls, environment),
    logLevel: read(VARIABLES.logLevel, environment),
    trustProxy: read(VARIABLES.trustProxy, environment),
  }
}

function read<Value>(variable: Variable<Value>, environment: Environment): Value {
  const text = environment[variable.name]
  if (text === undefined || text === '') return variable.fallback
  const result = v.safeParse(variable.schema, text)
  if (result.success) return result.output
  throw new ConfigError(variable.name, result.issues[0].message)
}

function isOrigin(text: string): boolean {
  const parsed = URL.parse(text)
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.href === `${parsed.origin}/`
}

function isPostgres(text: string): boolean {
  const parsed = URL.parse(text)
  return parsed !== null && /^postgres(?:ql)?:$/.test(parsed.protocol) && parsed.pathname.length > 1
}
