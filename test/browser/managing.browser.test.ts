// Making and changing rooms as a person at a keyboard does it, and being told why something is not allowed.

import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { FixtureApp } from '../support/fixture-app.ts'

const ROOM = (n: number) => `/rooms/00000000-0000-4000-8000-00000000000${n}?scene=busy`

let app: FixtureApp
let page: Page
beforeAll(async () => {
  app = await FixtureApp.begin()
})
afterEach(() => page.context().close())
afterAll(() => app.end())

const sheet = (name: string) => page.getByRole('dialog', { name })
const sent = () => page.evaluate(() => (window as unknown as { sent: object[] }).sent)
const isFocused = (element: Locator) => element.evaluate((node) => node === document.activeElement)
const chips = (list: string) =>
  page
    .getByRole('list', { name: new RegExp(`^${list}: `) })
    .locator('bdi')
    .allTextContents()

async function opensNewRoom(): Promise<Locator> {
  page = await app.page('/find?scene=busy')
  await page.getByRole('button', { name: 'New room' }).click()
  const form = sheet('New room')
  await form.getByLabel('Name', { exact: true }).waitFor()
  return form
}

async function opensEditing(): Promise<Locator> {
  page = await app.page(ROOM(2))
  await page.getByRole('button', { name: 'Crane 4 maintenance' }).first().click()
  await sheet('Crane 4 maintenance').getByRole('button', { name: 'Edit' }).click()
  return sheet('Edit room')
}

test('a room is made: name, kind, people, by key or pointer', async () => {
  const form = await opensNewRoom()
  expect(await isFocused(form.getByLabel('Name', { exact: true }))).toBe(true)
  await page.keyboard.type('Pilots')
  await form.getByText('already exists', { exact: false }).waitFor()
  await page.keyboard.type(' of the north')
  await form.getByText('already exists', { exact: false }).waitFor({ state: 'detached' })

  await form.getByRole('radio', { name: /Auditorium/ }).focus()
  await page.keyboard.press('Space')
  const members = form.getByRole('combobox', { name: 'Members' })
  await members.focus()
  await page.keyboard.type('boris')
  await form.getByText('Nobody in this category fits', { exact: false }).waitFor()
  await members.fill('борис')
  await page.keyboard.press('Enter')
  await expect.poll(() => chips('Members')).toEqual(['Marta Lindqvist', 'Борис Кузнецов'])
  expect(await isFocused(members)).toBe(true)

  const presenters = form.getByRole('combobox', { name: 'Presenters' })
  await presenters.fill('chen')
  // By pointer it goes too: the list hangs in sight, over what follows it.
  await form.getByRole('option', { name: /Chen Wei/ }).click()
  // Who presents to members is one.
  await expect.poll(() => chips('Members')).toEqual(['Marta Lindqvist', 'Борис Кузнецов', 'Chen Wei'])
  await form.getByRole('button', { name: 'Create room' }).press('Enter')
  await page.getByRole('log', { name: /Berth planning/ }).waitFor()
  const person = (name: string) => `sip:${name}@harbour.example`
  expect(await sent()).toEqual([
    {
      create: expect.objectContaining({
        ...{ name: 'Pilots of the north', privacy: 'closed', type: 'auditorium', invitations: 'inherit' },
        members: ['marta', 'boris', 'chen'].map(person),
        presenters: ['marta', 'chen'].map(person),
        managers: [],
      }),
    },
  ])
})

test('a pasted list is added at once; each name that cannot be is told, and people of one name are chosen', async () => {
  const form = await opensNewRoom()
  const members = form.getByRole('combobox', { name: 'Members' })
  await members.focus()
  await members.evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'Chen Wei\nPilots; Ada Okafor, Nemo\tFrank Ocean')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect.poll(() => chips('Members')).toEqual(['Marta Lindqvist', 'Chen Wei', 'Pilots'])
  const problems = form.getByRole('region', { name: '3 names need your attention' })
  await problems.getByText('Nobody has this name.').waitFor()
  await problems.getByText('This category does not admit them.').waitFor()
  await problems.getByRole('button', { name: /ada\.k@harbour/ }).click()
  await expect.poll(() => chips('Members')).toContain('Ada Okafor')
  await form.getByRole('button', { name: 'Leave out: Nemo' }).click()
  await form.getByRole('region', { name: '1 name needs your attention' }).waitFor()
})

test('chips are one tab stop: arrows walk, Delete removes, and focus goes to the neighbour', async () => {
  const form = await opensEditing()
  const removers = form.getByRole('list', { name: /^Members: / }).getByRole('button')
  await removers.first().focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'Delete']) await page.keyboard.press(key)
  expect(await chips('Members')).not.toContain('Chen Wei')
  expect(await isFocused(removers.nth(2))).toBe(true)
  await page.keyboard.press('Tab')
  expect(await isFocused(form.getByRole('combobox', { name: 'Members' }))).toBe(true)
})

test('nothing typed is lost to a stray Esc, and focus returns to where it began', async () => {
  const form = await opensNewRoom()
  await page.keyboard.type('Half a thought')
  await page.keyboard.press('Escape')
  await expect.poll(() => isFocused(form.getByRole('button', { name: 'Keep editing' }))).toBe(true)
  await page.keyboard.press('Enter')
  expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Half a thought')
  expect(await isFocused(form.getByLabel('Name', { exact: true }))).toBe(true)
  await page.keyboard.press('Escape')
  await form.getByRole('button', { name: 'Discard' }).click()
  await form.waitFor({ state: 'detached' })
  await expect.poll(() => isFocused(page.getByRole('button', { name: 'New room' }))).toBe(true)
  expect(await sent()).toEqual([])
})

test('somebody else saved first: theirs is taken in, mine is kept, and what clashes is mine to decide', async () => {
  const form = await opensEditing()
  await form.getByLabel('Name', { exact: true }).fill('Cranes')
  await form.getByLabel('Description').fill('All of them')
  await form.getByRole('button', { name: 'Remove Борис Кузнецов' }).first().click()
  await form.getByRole('button', { name: 'Save changes' }).click()

  const told = form.getByRole('alert').filter({ hasText: 'while you were editing' })
  await told.getByText('Marta Lindqvist changed this room', { exact: false }).waitFor()
  await told.getByText('Brought up to date: Members.').waitFor()
  expect(await form.getByLabel('Description').inputValue()).toBe('All of them')
  expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Cranes')
  expect(await sent()).toEqual([])

  await told.getByRole('button', { name: 'Take theirs: Name' }).click()
  expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Crane 4 maintenance and docks')
  await form.getByRole('button', { name: 'Save changes' }).click()
  await form.waitFor({ state: 'detached' })
  const [saved] = await sent()
  expect(saved).toMatchObject({ revision: 8, description: 'All of them' })
  expect(saved).not.toHaveProperty('name')
  expect((saved as { members: string[] }).members).not.toContain('sip:ada@harbour.example')
  expect((saved as { members: string[] }).members).not.toContain('sip:boris@harbour.example')
})

test('opening a room says what it brings; closing it down wants its name typed', async () => {
  const form = await opensEditing()
  await form.getByRole('radio', { name: /^Open/ }).check()
  await form.getByText('The list of 9 members is cleared for good.').waitFor()
  await form.getByRole('radio', { name: /^Closed/ }).check()
  await form.getByText('cleared for good', { exact: false }).waitFor({ state: 'detached' })

  await form.getByRole('button', { name: 'Close down…' }).click()
  const typed = form.getByLabel(/type the name of the room/)
  const doIt = form.getByRole('button', { name: 'Close down for everyone' })
  await typed.fill('Crane 4')
  await page.keyboard.press('Enter')
  expect(await doIt.isDisabled()).toBe(true)
  expect(await sent()).toEqual([])
  await typed.fill('Crane 4 maintenance')
  await doIt.click()
  await form.waitFor({ state: 'detached' })
  expect(await sent()).toMatchObject([{ disable: expect.stringMatching(/2$/) }])
})

test('whoever may not write, enter or edit is told why and whom to ask', async () => {
  page = await app.page(ROOM(4))
  await page.getByRole('button', { name: 'Why can’t I write?' }).click()
  const auditorium = sheet('Harbour announcements')
  await auditorium
    .getByText(/only presenters write.* Ask Ada Okafor or Борис Кузнецов\./)
    .first()
    .waitFor()
  await auditorium.getByText('Why can’t I edit this room?').click()
  await auditorium.getByText(/Only its managers change a room/).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: /Old yard/ }).click()
  await page.getByRole('button', { name: 'Why can’t I write?' }).click()
  await sheet('Old yard')
    .getByText(/for its members.* Ask Ada Okafor/)
    .waitFor()
})

test.each([
  ['on a desktop, light', { width: 1280, height: 800 }, 'light'],
  ['on a phone, dark', { width: 390, height: 844 }, 'dark'],
] as const)('axe finds nothing in the card and the form, %s', async (_, viewport, colorScheme) => {
  const faults: Record<string, string[]> = {}
  const examine = async (name: string) => {
    faults[name] = await axeFaults(page)
  }
  page = await app.page(ROOM(2), { viewport, colorScheme })
  await page.getByRole('button', { name: 'Crane 4 maintenance' }).first().click()
  await page.getByText('Managers', { exact: false }).first().waitFor()
  await examine('card')
  await sheet('Crane 4 maintenance').getByRole('button', { name: 'Edit' }).click()
  const form = sheet('Edit room')
  await form.getByRole('radio', { name: /Auditorium/ }).check()
  await form.getByRole('combobox', { name: 'Managers' }).fill('e')
  await form.getByRole('listbox').getByRole('option').first().waitFor()
  await examine('edit, picking')
  await form.getByLabel('Name', { exact: true }).fill('Pilots')
  await form.getByText('already exists', { exact: false }).waitFor()
  await examine('edit, name taken')
  expect(faults).toEqual({ card: [], 'edit, picking': [], 'edit, name taken': [] })
})
