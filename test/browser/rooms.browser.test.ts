// Rooms between people and a server: made, shared, changed, closed down; and everyone else is told politely why not.

import type { Locator } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BrowserPerson, PHONE } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'

const TIDES = 'https://tides.example/'
const LISTENS = `<!doctype html><ol id="heard"></ol><script>
  addEventListener('message', ({ data, ports }) => {
    const show = (what) => { heard.append(Object.assign(document.createElement('li'), { textContent: JSON.stringify(what) })) }
    show(data)
    ports[0].onmessage = ({ data }) => show(data)
    ports[0].postMessage({ id: 1, ask: 'history' })
  })
  top.postMessage({ backchat: 1, say: 'hello' }, '*')
</script>`

/** Three browsers on a slow machine take their time. */
const SCENE_MS = 150_000

let scene: BrowserScene
let ada: BrowserPerson

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada', 'grace', 'boris'], rooms: ['Harbour'] }, async ({ admin }) => {
    const category = { name: 'Bridge', allow: ['everyone'], creators: ['ada'] }
    await admin.run({ act: 'category.add', args: category })
    await admin.run({ act: 'addin.add', args: { name: 'Tides', url: TIDES, grants: ['posts', 'history'] } })
    await admin.run({ act: 'room.set', args: { room: 'Harbour', addIn: 'Tides' } })
  })
  ada = scene.person('ada')
  await ada.opens(scene.url)
  await ada.signsIn()
})
afterEach(() => scene.end())

const sheet = (person: BrowserPerson, name: string) => person.page.getByRole('dialog', { name })

async function comes(name: string, phone = false): Promise<BrowserPerson> {
  const person = phone ? scene.person(name, PHONE) : scene.person(name)
  await person.opens(scene.url)
  await person.signsIn()
  return person
}

async function picks(person: BrowserPerson, list: string, name: string): Promise<void> {
  await person.page.getByRole('combobox', { name: list }).fill(name.slice(0, 3).toLowerCase())
  await person.page.getByRole('option', { name: new RegExp(name) }).click()
}

async function makesAuditorium(): Promise<void> {
  await ada.page.getByRole('button', { name: 'New room' }).click()
  const form = sheet(ada, 'New room')
  await form.getByLabel('Name', { exact: true }).fill('harbour')
  await form.getByText('already exists', { exact: false }).waitFor()
  await form.getByLabel('Name', { exact: true }).fill('Watch')
  await form.getByRole('radio', { name: /Auditorium/ }).check()
  await picks(ada, 'Members', 'Grace')
  await form.getByRole('button', { name: 'Create room' }).click()
  await ada.messages('Watch').waitFor()
}

async function edits(name: string): Promise<Locator> {
  await ada.page.getByRole('button', { name, exact: true }).click()
  await sheet(ada, name).getByRole('button', { name: 'Edit' }).click()
  return sheet(ada, 'Edit room')
}

/** Somebody else gives the room another name while Ada describes it: both stay. */
async function savesSecond(): Promise<void> {
  const form = await edits('Watch')
  await form.getByLabel('Description').fill('From the bridge')
  const status = await ada.page.evaluate(async () => {
    const address = `/api/rooms/${location.pathname.split('/').at(-1)}`
    const { revision } = await (await fetch(address)).json()
    const init = { method: 'PATCH', headers: { 'content-type': 'application/json' } }
    return (await fetch(address, { ...init, body: JSON.stringify({ revision, name: 'Night watch' }) })).status
  })
  expect(status).toBe(200)
  await form.getByRole('button', { name: 'Save changes' }).click()
  await form.getByText('Ada changed this room while you were editing.').waitFor()
  expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Night watch')
  await form.getByRole('button', { name: 'Save changes' }).click()
  await form.waitFor({ state: 'detached' })
  await ada.page.getByText('From the bridge').first().waitFor()
}

async function closesDown(name: string): Promise<void> {
  const form = await edits(name)
  await form.getByRole('button', { name: 'Close down…' }).click()
  await form.getByLabel(/type the name/).fill(name)
  await form.getByRole('button', { name: 'Close down for everyone' }).click()
}

test(
  'a closed auditorium is made, shared, changed by two at once and closed down; others are told why not',
  async () => {
    const grace = await comes('grace', true)
    expect(await grace.page.getByRole('button', { name: 'New room' }).count()).toBe(0)
    await makesAuditorium()
    await ada.writes('Watch', 'Storm from 22:00')

    await grace.opensRoom('Watch')
    await grace.reads('Watch', 'Storm from 22:00')
    await grace.page.getByRole('button', { name: 'Why can’t I write?' }).click()
    await sheet(grace, 'Watch')
      .getByText(/only presenters write.* Ask Ada\./)
      .waitFor()
    await grace.page.keyboard.press('Escape')
    const link = new URL(ada.page.url()).pathname

    // One is made presenter, and may write at once.
    const form = await edits('Watch')
    await picks(ada, 'Presenters', 'Grace')
    await form.getByRole('button', { name: 'Save changes' }).click()
    await grace.writes('Watch', 'All moored')
    await ada.reads('Watch', 'All moored')

    const boris = await comes('boris')
    await boris.page.goto(`${scene.url}${link}`)
    await boris.page.getByText(/for its members, and you are not one of them\. Ask Ada\./).waitFor()

    await savesSecond()
    await grace.messages('Night watch').waitFor()
    await closesDown('Night watch')
    await grace.page.getByText('You no longer have access to this room.', { exact: false }).waitFor()
  },
  SCENE_MS,
)

test('the add-in of a room hears what is said, under the policy of the real page', async () => {
  await ada.context.route(TIDES, (route) => route.fulfill({ contentType: 'text/html', body: LISTENS }))
  await ada.page.setViewportSize({ width: 1440, height: 900 })
  await ada.page.reload()
  await ada.followsRoom('harbour', 'Harbour')
  await ada.writes('Harbour', 'before')
  const heard = ada.page.frameLocator('.add-in-frame').frameLocator('iframe').locator('#heard')
  await heard.getByText('"say":"welcome"').waitFor()
  await ada.writes('Harbour', 'after the hello')
  await heard.getByText(/"tell":"posts".*after the hello/).waitFor()
  await heard.getByText(/"id":1,"ok":true/).waitFor()
})
