// The page's policy holds in a real browser: the app works under it without one violation, and what it forbids fails.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { written } from '../../client/verifier/bytes.ts'
import { KEYS, proofOf, signedArchive, stretchOf } from '../client/verifier/archive.ts'
import type { BrowserPerson } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'

let scene: BrowserScene
let ada: BrowserPerson

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada'], rooms: ['Harbour'] })
  ada = scene.person('ada')
})
afterEach(() => scene.end())

/** What the page tried and was kept from. */
async function listensForViolations(): Promise<() => string[]> {
  const violations: string[] = []
  await ada.context.exposeFunction('violated', (what: string) => violations.push(what))
  await ada.context.addInitScript(() => {
    const { violated } = window as unknown as { violated: (what: string) => void }
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) =>
      violated(`${violatedDirective} ${sourceFile}`),
    )
  })
  return () => violations
}

/** What the verifier says of a stretch of a true archive, of the same with one letter changed, and of a proof that was copied. */
async function verdictsAt(address: string): Promise<(string | null)[]> {
  const archive = await signedArchive()
  const [stretch, proof] = [await stretchOf(archive.db), await proofOf(archive.db, 7)]
  await archive.close()
  const said: (string | null)[] = []
  const saysOn = async () => {
    await ada.page.getByRole('button', { name: 'Check' }).click()
    const result = ada.page.locator('.result')
    await result.waitFor()
    said.push(await result.getByRole('heading').first().textContent())
  }
  await ada.page.goto(address)
  const poolKeys = [...KEYS].map(([kid, key]) => ({ kid, publicKey: written(key) }))
  await ada.page.getByLabel('public keys').fill(JSON.stringify({ poolKeys }))
  for (const text of [stretch, stretch.replace('words 7', 'words 8')]) {
    const file = { name: 'proof.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(text) }
    await ada.page.locator('#files').setInputFiles(file)
    await saysOn()
  }
  await ada.page.locator('#files').setInputFiles([])
  await ada.page.getByLabel('paste a proof').fill(JSON.stringify(JSON.parse(proof), null, 2))
  await saysOn()
  return said
}

test('H-08: the app needs nothing that its policy forbids, and text becomes no markup', async () => {
  await ada.opens('about:blank')
  const violations = await listensForViolations()
  await ada.page.goto(scene.url)
  await ada.signsIn()
  await ada.followsRoom('harbour', 'Harbour')
  await ada.writes('Harbour', '<img src=x onerror=alert(1)> https://a.example `code` 😀')
  await ada.messages('Harbour').getByText('<img src=x').waitFor()
  await ada.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await ada.page.goto(`${scene.url}/settings`)
  await ada.page.getByRole('heading', { name: 'Settings' }).waitFor()
  expect(await verdictsAt(`${scene.url}/verify.html`), 'as the server sends it').toEqual([
    'Whole',
    'NOT WHOLE',
    'Whole',
  ])
  expect(violations()).toEqual([])
  await ada.page.goto(`${scene.url}/settings`)

  const kept = await ada.page.evaluate(async () => {
    const tries: Record<string, () => unknown> = {
      markup: () => Object.assign(document.createElement('div'), { innerHTML: '<b>x</b>' }),
      policy: () =>
        (
          window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy('mine', {}),
      script: () => Object.assign(document.createElement('script'), { src: 'https://evil.example/x.js' }),
      worker: () => new Worker('/assets/x.js'),
    }
    return Object.fromEntries(
      Object.entries(tries).map(([name, attempt]) => {
        try {
          attempt()
          return [name, 'done']
        } catch (error) {
          return [name, (error as Error).name]
        }
      }),
    )
  })
  expect(kept).toEqual({ markup: 'TypeError', policy: 'TypeError', script: 'TypeError', worker: 'TypeError' })
  await ada.page.goto(scene.url)
  await ada.isConnected()
  const onDisk = new URL('../../dist/verify.html', import.meta.url).href
  expect(await verdictsAt(onDisk), 'from a disk').toEqual(['Whole', 'NOT WHOLE', 'Whole'])
})
