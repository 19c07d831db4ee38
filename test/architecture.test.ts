// The shape of the code, checked: who imports whom, one door per library, no rings, no long files.
// Each rule is first shown to bite on a bad example, with a good one beside it as the control.

import { describe, expect, test } from 'vitest'
import { fileCycles, folderCycles } from './support/architecture/cycles.ts'
import { wrongDoors } from './support/architecture/doors.ts'
import { forbiddenImports } from './support/architecture/folders.ts'
import { longFiles, sourceTree } from './support/architecture/tree.ts'
import { misplacedUses, strayRegistrations } from './support/architecture/uses.ts'
import { readSource, type Source } from './support/imports.ts'

type Rule = (sources: Source[]) => string[]
type Files = Record<string, string>

const tree = sourceTree()

function read(files: Files): Source[] {
  return Object.entries(files).map(([path, text]) => readSource(path, text))
}

function expectRule(rule: Rule, examples: { bad: Files; good: Files }): void {
  expect(rule(read(examples.bad))).not.toEqual([])
  expect(rule(read(examples.good))).toEqual([])
}

describe('this checkout', () => {
  test('was read', () => {
    const folders = new Set(tree.map(({ path }) => path.split('/')[0]))
    expect([...folders]).toEqual(expect.arrayContaining(['shared', 'server', 'client', 'scripts', 'test']))
    expect(tree.flatMap(({ imports }) => imports).length).toBeGreaterThan(100)
  })

  test.each<[string, Rule]>([
    ['keeps the table of imports', forbiddenImports],
    ['opens each library at its one door', wrongDoors],
    ['touches guarded things only where they belong', misplacedUses],
    ['registers socket handlers in one file', strayRegistrations],
    ['has no ring of files', fileCycles],
    ['has no ring of folders', folderCycles],
    ['has no long file', longFiles],
  ])('%s', (_name, rule) => {
    expect(rule(tree)).toEqual([])
  })
})

describe('the table of imports', () => {
  test.each([
    ['client does not know the server', 'client/sync/a.ts', '../../server/config.ts', '../cache/intake.ts'],
    ['the server does not know the client', 'server/web/a.ts', '../../client/boot.ts', '../channel/rooms.ts'],
    ['shared knows only itself', 'shared/a.ts', '../server/logger.ts', './limits.ts'],
    [
      'commands do not speak to the store',
      'server/commands/a.ts',
      '../store/store.ts',
      '../channel/channel.ts',
    ],
    [
      'the gateway does not speak to the Channel service',
      'server/gateway/a.ts',
      '../channel/channel.ts',
      '../pool/pool.ts',
    ],
    [
      'the Channel service records, but does not run compliance',
      'server/channel/a.ts',
      '../compliance/queue.ts',
      '../compliance/record.ts',
    ],
    [
      'administration speaks to services, not to the store',
      'server/admin/a.ts',
      '../store/store.ts',
      '../channel/rooms.ts',
    ],
    ['the store knows no service', 'server/store/a.ts', '../identity/people.ts', '#shared/post.ts'],
    ['no service reads configuration', 'server/identity/a.ts', '../config.ts', '../logger.ts'],
    ['views do not speak to the socket', 'client/views/a.tsx', '../sync/socket.ts', '../actions/posting.ts'],
    ['components do not read the cache', 'client/components/a.tsx', '../cache/log.ts', '../state/rooms.ts'],
    ['the cache does not know the socket', 'client/cache/a.ts', '../sync/socket.ts', '#shared/entry.ts'],
    ['the verifier shares no code', 'client/verifier/a.ts', '#shared/archive/merkle.ts', './hashes.ts'],
    ['nothing but tests imports tests', 'server/demo/a.ts', '../../test/support/people.ts', '../app.ts'],
    ['only main builds the client', 'server/app.ts', '../scripts/build-client.ts', './config.ts'],
  ])('%s', (_name, from, bad, good) => {
    for (const form of [
      (to: string) => `import { x } from '${to}'`,
      (to: string) => `import type { X } from '${to}'`,
    ]) {
      expectRule(forbiddenImports, { bad: { [from]: form(bad) }, good: { [from]: form(good) } })
    }
  })

  test('sees exports, lazy imports and imports over several lines', () => {
    for (const text of [
      "export { x } from '../store/store.ts'",
      "export * from '../store/store.ts'",
      "const later = () => import('../store/store.ts')",
      "import {\n  x,\n  y,\n} from\n  '../store/store.ts'",
    ]) {
      expect(forbiddenImports(read({ 'server/commands/a.ts': text }))).toHaveLength(1)
    }
    expect(
      forbiddenImports(read({ 'server/commands/a.ts': "// import x from '../store/store.ts'" })),
    ).toEqual([])
  })
})

describe('one door per library', () => {
  test.each([
    ['dexie', 'client/state/a.ts', 'client/cache/a.ts'],
    ['socket.io-client', 'client/actions/a.ts', 'client/sync/a.ts'],
    ['workbox-precaching', 'client/main.tsx', 'client/worker/a.ts'],
    ['solid-js/store', 'client/cache/a.ts', 'client/state/a.ts'],
    ['@kobalte/core', 'client/state/a.ts', 'client/components/a.tsx'],
    ['socket.io', 'server/app.ts', 'server/gateway/a.ts'],
    ['fastify', 'server/gateway/a.ts', 'server/web/a.ts'],
    ['@fastify/static', 'server/app.ts', 'server/web/a.ts'],
    ['better-sqlite3', 'server/channel/a.ts', 'server/store/a.ts'],
    ['kysely', 'server/identity/a.ts', 'server/store/a.ts'],
    ['pg', 'server/pool/a.ts', 'server/store/a.ts'],
    ['better-auth/node', 'server/web/a.ts', 'server/identity/a.ts'],
    ['@node-rs/argon2', 'server/admin/a.ts', 'server/identity/a.ts'],
    ['jose', 'server/gateway/a.ts', 'server/identity/a.ts'],
    ['prom-client', 'server/web/a.ts', 'server/metrics.ts'],
    ['pino', 'server/app.ts', 'server/logger.ts'],
    ['commander', 'server/main.ts', 'server/cli.ts'],
    ['nodemailer', 'server/web/a.ts', 'server/compliance/adapters/a.ts'],
    ['valibot', 'server/channel/a.ts', 'shared/a.ts'],
    ['@valibot/to-json-schema', 'shared/a.ts', 'server/web/a.ts'],
    ['node:fs', 'shared/a.ts', 'server/store/a.ts'],
  ])('%s', (library, wrong, right) => {
    const text = `import { x } from '${library}'`
    expectRule(wrongDoors, { bad: { [wrong]: text }, good: { [right]: text } })
  })
})

describe('guarded things', () => {
  test.each([
    ['process.env', 'const p = process.env.PORT', 'server/web/a.ts', 'server/config.ts'],
    ['process.env taken apart', 'const { env } = process', 'server/web/a.ts', 'server/config.ts'],
    ['fetch', "await fetch('/api')", 'client/actions/a.ts', 'client/sync/a.ts'],
    ['fetch of the window', "window.fetch('/api')", 'client/views/a.tsx', 'client/sync/a.ts'],
    ['RTCPeerConnection', 'new RTCPeerConnection()', 'client/sync/a.ts', 'client/mesh/a.ts'],
    ['SQL', "const q = 'SELECT a FROM b'", 'server/channel/a.ts', 'server/store/a.ts'],
    ['SQL in a template', 'run(`\n  insert into b values (1)`)', 'server/identity/a.ts', 'server/store/a.ts'],
  ])('%s', (_name, text, wrong, right) => {
    expectRule(misplacedUses, { bad: { [wrong]: text }, good: { [right]: text } })
  })

  test.each([
    ['set', 'element.innerHTML = text', 'element.textContent = text'],
    ['by name', "element['innerHTML'] = text", "element['title'] = text"],
    ['as an attribute', 'const a = <p innerHTML={text} />', 'const a = <p>{text}</p>'],
    ['inserted', "element.insertAdjacentHTML('beforeend', text)", 'element.append(text)'],
  ])('markup from text, %s', (_name, bad, good) => {
    expectRule(misplacedUses, { bad: { 'client/views/a.tsx': bad }, good: { 'client/views/a.tsx': good } })
  })

  test('words about SQL are not SQL', () => {
    expect(misplacedUses(read({ 'server/web/a.ts': "const s = 'Select a room, then update it.'" }))).toEqual(
      [],
    )
  })

  test('socket handlers', () => {
    const text = "socket.on('xccos', answer)"
    expectRule(strayRegistrations, {
      bad: { 'server/web/a.ts': text },
      good: { 'server/gateway/register.ts': text, 'server/control.ts': `import 'node:net'\n${text}` },
    })
    expectRule(strayRegistrations, {
      bad: { 'server/gateway/register.ts': text, 'server/gateway/typing.ts': `this.${text}` },
      good: { 'server/gateway/register.ts': text },
    })
  })
})

describe('size and rings', () => {
  test('a file of 251 lines is too long', () => {
    expectRule(longFiles, {
      bad: { 'shared/a.ts': '// line\n'.repeat(251) },
      good: { 'shared/a.ts': '// line\n'.repeat(250), 'client/a.css': 'p {}\n'.repeat(250) },
    })
    expect(longFiles(read({ 'client/a.css': 'p {}\n'.repeat(251) }))).toHaveLength(1)
  })

  test('a ring of three files', () => {
    const chain = { 'shared/a.ts': "import './b.ts'", 'shared/b.ts': "import './c.ts'" }
    expectRule(fileCycles, {
      bad: { ...chain, 'shared/c.ts': "import './a.ts'" },
      good: { ...chain, 'shared/c.ts': '' },
    })
  })

  test('a ring of folders, though no ring of files', () => {
    const there = { 'server/identity/a.ts': "import '../pool/b.ts'", 'server/pool/b.ts': '' }
    const files = { ...there, 'server/pool/c.ts': "import '../identity/d.ts'", 'server/identity/d.ts': '' }
    expect(fileCycles(read(files))).toEqual([])
    expectRule(folderCycles, { bad: files, good: there })
  })
})
