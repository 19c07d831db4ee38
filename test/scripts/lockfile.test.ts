import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Lockfile, missingPackages } from '../../scripts/complete-lockfile.ts'

const lockfile = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
) as Lockfile

test('the lockfile holds the packages of every platform, or npm ci would refuse it', () => {
  expect(missingPackages(lockfile), 'mend it with: node scripts/complete-lockfile.ts').toEqual({})
})

test('a platform that was left out is found, with what its name says', () => {
  const { 'node_modules/@biomejs/cli-linux-x64-musl': left, ...packages } = lockfile.packages
  expect(missingPackages({ packages })).toEqual({
    'node_modules/@biomejs/cli-linux-x64-musl': {
      version: left?.version,
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
      dev: true,
      optional: true,
    },
  })
})
