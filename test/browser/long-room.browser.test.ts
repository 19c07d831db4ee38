import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserPerson } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'
import { fillRoom } from '../support/furnish.ts'

const POSTS = 1_000
const ROWS_IN_PAGE_MAX = 80
const scene = new BrowserScene()
let ada: BrowserPerson
let grace: BrowserPerson
let log: Locator

beforeAll(async () => {
  await scene.begin({ people: ['ada', 'grace'], rooms: ['Harbour', 'Kitchen'] }, async (services, uris) => {
    await fillRoom(services, { room: uris[0] ?? '', username: 'grace', posts: POSTS })
  })
  ada = scene.person('ada')
  grace = scene.person('grace')
  for (const person of [grace, ada]) {
    await person.opens(scene.url)
    await person.signsIn()
    await person.followsRoom('kitchen', 'Kitchen')
    await person.followsRoom('harbour', 'Harbour')
  }
  log = ada.messages('Harbour')
})
afterAll(() => scene.end())

/** The first row that is whole in view, and how far below the log's upper edge it stands. */
function firstInView(): Promise<{ key: string; top: number }> {
  return log.evaluate((box) => {
    const edge = box.getBoundingClientRect().top
    const rows = [...box.querySelectorAll<HTMLElement>('[data-key]')]
    const tops = rows.map((row) => ({
      key: row.dataset.key ?? '',
      top: row.getBoundingClientRect().top - edge,
    }))
    return tops.filter(({ top }) => top >= 0).sort((a, b) => a.top - b.top)[0] ?? { key: '', top: Number.NaN }
  })
}

/** A wheel moves on for a while after the hand has stopped. */
async function comesToRest(): Promise<{ key: string; top: number }> {
  let [place, looks] = [await firstInView(), 0]
  const looksTheSame = async () => {
    const now = await firstInView()
    looks = now.key === place.key && now.top === place.top ? looks + 1 : 0
    place = now
    return looks
  }
  await expect.poll(looksTheSame, { interval: 150, timeout: 15_000 }).toBeGreaterThanOrEqual(4)
  return place
}

async function standsStill(place: { key: string; top: number }): Promise<void> {
  const top = await log.locator(`[data-key='${place.key}']`).evaluate((row) => {
    const box = row.closest('[role=log]')
    return row.getBoundingClientRect().top - (box?.getBoundingClientRect().top ?? 0)
  })
  expect(Math.abs(top - place.top)).toBeLessThanOrEqual(1)
}

/** Numbers of the posts that are in the page, in order. */
async function inPage(): Promise<number[]> {
  const texts = await log.locator('.post-text').allInnerTexts()
  return texts.flatMap((text) => /^number (\d+)$/.exec(text.trim())?.[1] ?? []).map(Number)
}

async function scrollsUpTo(number: number): Promise<void> {
  await log.hover()
  await expect
    .poll(
      async () => {
        const numbers = await inPage()
        if (Math.min(...numbers) > number) await ada.page.mouse.wheel(0, -3000)
        expect(numbers.length).toBeLessThan(ROWS_IN_PAGE_MAX)
        return Math.min(...numbers)
      },
      { timeout: 40_000, interval: 50 },
    )
    .toBeLessThanOrEqual(number)
}

test('[U1] [U3] far up in a room nothing moves while others write, and their posts are counted', async () => {
  await scrollsUpTo(500)
  const place = await comesToRest()
  for (const text of ['first of three', 'second of three', 'third of three'])
    await grace.writes('Harbour', text)
  await ada.page.getByRole('button', { name: '3 new' }).waitFor()
  await standsStill(place)
  expect((await inPage()).length).toBeLessThan(ROWS_IN_PAGE_MAX)
})

test('[U9] while one is far up the day stands above the posts, and not at the newest', async () => {
  const chip = ada.page.locator('.day-chip')
  await scrollsUpTo(490)
  expect(await chip.textContent()).toMatch(/^(?:Today|Yesterday)$/)
  await ada.page.getByRole('button', { name: /new$|newest$/ }).click()
  await ada.reads('Harbour', 'third of three')
  await expect.poll(() => chip.count()).toBe(0)
})

test('[U7] a room that one comes back to stands where it was left', async () => {
  await scrollsUpTo(480)
  const place = await comesToRest()
  await ada.opensRoom('Kitchen')
  await ada.opensRoom('Harbour')
  await log.locator(`[data-key='${place.key}']`).waitFor()
  await expect.poll(async () => Math.round((await firstInView()).top)).toBe(Math.round(place.top))
  await standsStill(place)
})

/** Turns of a wheel gather while a page is busy, and what they pass at once is never drawn: each step here is drawn first. */
function movesDown(pixels: number): Promise<void> {
  return log.evaluate(async (box, by) => {
    box.scrollTop += by
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  }, pixels)
}

test('[U10] on the way back down what was let go comes again, in order and without a hole', async () => {
  await log.hover()
  const seen = new Set<number>()
  await expect
    .poll(
      async () => {
        for (const number of await inPage()) seen.add(number)
        await movesDown(400)
        return seen.has(POSTS)
      },
      { timeout: 40_000, interval: 1 },
    )
    .toBe(true)
  const numbers = [...seen].sort((a, b) => a - b)
  expect(numbers).toEqual(
    Array.from({ length: POSTS - (numbers[0] ?? 0) + 1 }, (_, i) => (numbers[0] ?? 0) + i),
  )
  await ada.reads('Harbour', 'third of three')
})

test('[U3] one’s own post goes to the newest, from however far up', async () => {
  await scrollsUpTo(600)
  await ada.writes('Harbour', 'said from far up')
  await ada.reads('Harbour', 'said from far up')
  await ada.reads('Harbour', 'third of three')
  await expect
    .poll(() => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight))
    .toBeLessThan(5)
})

test('[U9] the day above the posts leads to any other', async () => {
  await scrollsUpTo(900)
  await ada.page.locator('.day-chip').click()
  await ada.page.getByRole('button', { name: 'The beginning' }).click()
  await ada.reads('Harbour', 'number 1')
})
