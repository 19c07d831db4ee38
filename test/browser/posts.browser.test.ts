// What people do with posts that stand: answer, change, remove, react, pin, name each other, and send the way to one.

import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import type { BrowserPerson } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'

let scene: BrowserScene
let ada: BrowserPerson
let grace: BrowserPerson

beforeAll(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada', 'grace'], rooms: ['Harbour', 'Kitchen'] })
  ada = scene.person('ada')
  grace = scene.person('grace')
  for (const person of [ada, grace]) {
    await person.opens(scene.url)
    await person.signsIn()
    await person.followsRoom('harbour', 'Harbour')
  }
})
afterAll(() => scene.end())

function rowOf(person: BrowserPerson, text: string): Locator {
  const words = person.page.locator('.post-text', { hasText: text })
  return person.messages('Harbour').locator('.row').filter({ has: words })
}

async function readsPost(person: BrowserPerson, text: string): Promise<void> {
  await rowOf(person, text).waitFor()
}

async function openMenu(person: BrowserPerson, text: string): Promise<void> {
  await rowOf(person, text).locator('.post').focus()
  await person.page.keyboard.press('Enter')
  await person.page.getByRole('menu').waitFor()
}

async function choose(person: BrowserPerson, text: string, choice: string): Promise<void> {
  await openMenu(person, text)
  await person.page.getByRole('menuitem', { name: choice }).click()
}

test('a post is answered, changed, reacted to and pinned, and the others see it', async () => {
  await grace.writes('Harbour', 'Berth 7 at noon')
  await ada.reads('Harbour', 'Berth 7 at noon')

  // By keyboard: up to the post, R, the answer.
  await rowOf(ada, 'Berth 7').locator('.post').focus()
  await ada.page.keyboard.press('r')
  await ada.page.getByText('Replying to Grace').waitFor()
  await ada.page.keyboard.type('I am there')
  await ada.page.keyboard.press('Enter')
  await rowOf(grace, 'I am there')
    .getByRole('button', { name: /Grace Berth 7/ })
    .waitFor()
  await expect.poll(() => ada.page.getByText('Replying to Grace').count()).toBe(0)

  await choose(ada, 'Berth 7', 'React')
  await ada.page.getByLabel('Search emoji').fill('anchor')
  await ada.page.keyboard.press('Enter')
  const anchor = rowOf(grace, 'Berth 7').getByRole('button', { name: '⚓ 1: Ada' })
  await anchor.waitFor()
  await anchor.click()
  await rowOf(ada, 'Berth 7')
    .getByRole('button', { name: /⚓ 2: / })
    .waitFor()

  await grace.page.getByRole('textbox', { name: 'Write to Harbour' }).focus()
  await grace.page.keyboard.press('ArrowUp')
  const editor = grace.messages('Harbour').getByRole('textbox', { name: 'Edit' })
  await editor.fill('Berth 8 at noon')
  await editor.press('Enter')
  await readsPost(ada, 'Berth 8 at noon')
  await rowOf(ada, 'I am there')
    .getByRole('button', { name: /Grace Berth 8/ })
    .waitFor()
  await rowOf(ada, 'Berth 8').getByRole('button', { name: '(edited)' }).click()
  const versions = ada.page.getByRole('dialog', { name: 'Versions of this post' })
  await versions.getByText('Berth 7 at noon').waitFor()
  await ada.page.keyboard.press('Escape')

  await choose(ada, 'I am there', 'Pin to the room')
  await grace.page.getByRole('button', { name: '1 pinned post' }).click()
  await grace.page
    .getByRole('dialog', { name: 'Pinned posts' })
    .getByRole('button', { name: /I am there/ })
    .click()
  await expect
    .poll(() => grace.page.evaluate(() => document.activeElement?.textContent ?? ''))
    .toContain('I am there')
})

test('[U22] what is removed can be taken back for five seconds, then it is gone for everybody', async () => {
  await ada.writes('Harbour', 'Said too soon')
  await ada.writes('Harbour', 'Said well')
  await readsPost(grace, 'Said too soon')

  await choose(ada, 'Said too soon', 'Remove')
  await ada.page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await readsPost(ada, 'Said too soon')

  await choose(ada, 'Said too soon', 'Remove')
  await ada.messages('Harbour').getByText('You removed this post.').waitFor()
  await grace.messages('Harbour').getByText('Removed by its author.').waitFor()
  await ada.messages('Harbour').getByText('Removed by its author.').waitFor()
  expect(await rowOf(grace, 'Said too soon').count()).toBe(0)
  expect(await rowOf(grace, 'Said well').count()).toBe(1)
})

test('[U20] somebody named is told so, and a room named is a way into it', async () => {
  await ada.writes('Harbour', 'Good morning')
  await readsPost(grace, 'Good morning')
  await ada.followsRoom('kitchen', 'Kitchen')
  await ada.opensRoom('Harbour')
  const field = ada.page.getByRole('textbox', { name: 'Write to Harbour' })
  await field.pressSequentially('Ask @gra')
  await ada.page.getByRole('option', { name: /Grace/ }).waitFor()
  await ada.page.keyboard.press('Enter')
  await field.pressSequentially('in #kit')
  await ada.page.getByRole('option', { name: /Kitchen/ }).waitFor()
  await ada.page.keyboard.press('Tab')
  expect(await field.inputValue()).toBe('Ask @grace in #Kitchen ')
  await field.press('Enter')

  await rowOf(grace, 'Ask').getByText('Mentions you.').waitFor({ state: 'attached' })
  expect(await rowOf(grace, 'Ask').locator('.mention[data-me]').innerText()).toBe('@Grace')
  expect(await rowOf(ada, 'Ask').getByText('Mentions you.').count()).toBe(0)
  await rowOf(ada, 'Ask').getByRole('link', { name: '#Kitchen' }).click()
  await ada.messages('Kitchen').waitFor()
  await ada.opensRoom('Harbour')
})

test('what is about somebody is found in a feed, and so is a topic they set up, in every form of its words', async () => {
  await grace.page.getByRole('link', { name: /^About you/ }).click()
  await ada.writes('Harbour', 'Два буксира у причала')
  await ada.writes('Harbour', 'All hands, Grace: the tug is late')
  const finds = grace.page.getByRole('main').getByRole('listitem')
  await finds.getByText('the tug is late').waitFor()
  expect(await finds.getByText('буксира').count()).toBe(0)
  await grace.page.getByRole('link', { name: /Harbour.* about you/ }).waitFor()
  await grace.page
    .getByRole('status')
    .getByText('Ada in Harbour: All hands, Grace: the tug is late')
    .waitFor({ state: 'attached' })
  await expect.poll(() => grace.page.title()).toMatch(/^\(\d\) Backchat$/)

  await grace.page.getByRole('button', { name: 'New feed' }).click()
  await grace.page.getByLabel('Name').fill('Tugs')
  await grace.page.getByLabel('Words').fill('буксир')
  await grace.page.getByRole('button', { name: 'Save feed' }).click()
  await grace.page.getByRole('heading', { name: 'Tugs' }).waitFor()
  await finds.getByText('буксира').click()
  await grace.messages('Harbour').getByText('Два буксира у причала').waitFor()
})

test('a story has a title and a view of its own, and what is important says so', async () => {
  const composer = ada.page.getByRole('textbox', { name: 'Write to Harbour' })
  await ada.page.getByRole('button', { name: 'More for this post' }).click()
  await ada.page.getByRole('menuitemcheckbox', { name: /Write a story/ }).click()
  await ada.page.getByRole('button', { name: 'More for this post' }).click()
  await ada.page.getByRole('menuitemcheckbox', { name: /High importance/ }).click()
  await composer.fill('It began with a lamp.\nAnd ended with one.')
  await ada.page.getByRole('button', { name: 'Send' }).click()
  await ada.page.getByText('Give the story a title.').waitFor()
  expect(await composer.inputValue()).toContain('It began')
  await ada.page.getByLabel('Title of the story').fill('The lamp')
  await ada.page.getByRole('button', { name: 'Send' }).click()

  await grace.messages('Harbour').getByText('Alert').waitFor()
  await grace
    .messages('Harbour')
    .getByRole('button', { name: /The lamp/ })
    .click()
  await grace.page.getByRole('dialog', { name: 'The lamp' }).getByText('And ended with one.').waitFor()
  await grace.page.keyboard.press('Escape')
  expect(await ada.page.getByLabel('Title of the story').count()).toBe(0)
})

test('no fault that axe can find, with everything that a post can be', async () => {
  await grace.writes('Harbour', 'Tide table for Monday')
  await readsPost(ada, 'Tide table')
  const faults: Record<string, string[]> = {}
  async function examine(name: string): Promise<void> {
    faults[name] = await axeFaults(ada.page)
  }
  await openMenu(ada, 'Tide table')
  await examine('menu')
  await ada.page.getByRole('menuitem', { name: 'React' }).click()
  await ada.page.getByLabel('Search emoji').waitFor()
  await examine('emoji')
  await ada.page.keyboard.press('Escape')
  await ada.page.getByRole('button', { name: 'More for this post' }).click()
  await ada.page.getByRole('menuitem', { name: 'Emoji' }).waitFor()
  await examine('more')
  expect(faults).toEqual({ menu: [], emoji: [], more: [] })
})

test('somebody who does not look is notified of what is about them, once', async () => {
  await grace.context.grantPermissions(['notifications'], { origin: scene.url })
  await grace.page.goto(`${scene.url}/settings`)
  await grace.page.getByLabel('Notify me on this device').check()
  // The browser is asked first, and only then it is kept.
  await expect.poll(() => grace.factKept('settings')).toMatchObject({ notify: true })
  await grace.page.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
  })
  await grace.page.goto(`${scene.url}/`)
  await grace.isConnected()
  const shown = () =>
    grace.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return (await registration.getNotifications()).map(({ title, body }) => `${title}: ${body}`)
    })

  await ada.writes('Harbour', 'Not for you')
  await ada.writes('Harbour', '@Grace, the pilot waits')
  await expect.poll(shown).toEqual(['Ada · Harbour: @Grace, the pilot waits'])
})
