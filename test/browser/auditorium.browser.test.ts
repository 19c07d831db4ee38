// The whole of it at once, on a desktop and a phone: somebody makes a closed auditorium in a category that lets them, invites
// others, lets one of them speak; a story is posted, found by part of a Russian word, and nobody else gets in.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BrowserPerson, PHONE } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'

let scene: BrowserScene
let ada: BrowserPerson
let grace: BrowserPerson
let linus: BrowserPerson

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada', 'grace', 'linus'], rooms: ['Lobby'] }, async ({ admin }) => {
    const args = { name: 'Harbour office', allow: ['everyone'], creators: ['ada'] }
    await admin.run({ act: 'category.add', args })
  })
  ada = scene.person('ada')
  grace = scene.person('grace', PHONE)
  linus = scene.person('linus')
})
afterEach(() => scene.end())

async function makesAuditorium(person: BrowserPerson): Promise<void> {
  const { page } = person
  await page.getByRole('button', { name: 'New room' }).click()
  const form = page.getByRole('dialog', { name: 'New room' })
  await form.getByLabel('Name', { exact: true }).fill('Announcements')
  await form.getByRole('radio', { name: /Closed/ }).check()
  await form.getByRole('radio', { name: /Auditorium/ }).check()
  for (const list of ['Members', 'Presenters']) {
    await form.getByRole('combobox', { name: list }).fill('grace')
    await form.getByRole('listbox', { name: list }).getByRole('option', { name: /Grace/ }).click()
    await form
      .getByRole('list', { name: new RegExp(`^${list}: `) })
      .getByText('Grace')
      .waitFor()
  }
  await form.getByRole('button', { name: 'Create room' }).press('Enter')
  await person.messages('Announcements').waitFor()
}

async function postsStory(person: BrowserPerson): Promise<void> {
  const { page } = person
  await page.getByRole('button', { name: 'More for this post' }).click()
  await page.getByRole('menuitemcheckbox', { name: /Write a story/ }).click()
  await page.getByLabel('Title of the story').fill('Расписание буксиров')
  await page.getByRole('textbox', { name: 'Write to Announcements' }).fill('Три буксировки до полуночи.')
  await page.getByRole('button', { name: 'Send' }).click()
  await person.messages('Announcements').getByText('Расписание буксиров').waitFor()
}

test('a closed auditorium from its making to a search in it, and politely closed to others', async () => {
  for (const person of [ada, grace, linus]) {
    await person.opens(scene.url)
    await person.signsIn()
  }
  await makesAuditorium(ada)

  await grace.page.getByRole('link', { name: /Announcements/ }).click()
  await postsStory(grace)
  await ada.messages('Announcements').getByText('Расписание буксиров').waitFor()

  await ada.page.keyboard.press('Control+Shift+F')
  const box = ada.page.getByRole('combobox', { name: 'Search messages' })
  await box.fill('уксиров')
  await box.press('Enter')
  await ada.page.getByRole('main').locator('mark').filter({ hasText: 'буксиров' }).first().click()
  await ada.messages('Announcements').getByText('Расписание буксиров').waitFor()

  await linus.page.getByRole('link', { name: 'Find rooms' }).first().click()
  await linus.page.getByLabel('Search rooms').fill('announce')
  await linus.page.getByRole('button', { name: /Announcements/ }).click()
  const card = linus.page.getByRole('dialog', { name: 'Announcements' })
  await card
    .getByText(/members/)
    .first()
    .waitFor()
  expect(await card.getByRole('button', { name: 'Open room' }).count()).toBe(0)
  await linus.page.goto(ada.page.url())
  await linus.page.getByRole('main').getByText('Announcements', { exact: false }).first().waitFor()
  expect(await linus.page.getByText('буксиров').count()).toBe(0)
})
