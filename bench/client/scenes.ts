// What is measured with the big room in the cache: opening it, scrolling in it, writing in it while others write,
// and starting the app.

import { traced } from './main-thread.ts'
import type { Visitor } from './visitor.ts'

export type Rooms = { big: string; small: string; newest: { big: string; small: string } }
export type Figures = Record<string, number | string>

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

const round = (ms: number) => Math.round(ms * 10) / 10

export async function untilQuiet(visitor: Visitor, ms = 400): Promise<void> {
  await visitor.page.evaluate(
    (quiet) => new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve), quiet)),
    ms,
  )
}

/** From one room to the other and back, by the links of the list. */
export async function switching(visitor: Visitor, rooms: Rooms, times: number): Promise<Figures> {
  const took: number[] = []
  const busy = await watched(visitor, async () => {
    for (let time = 0; time < times; time += 1) {
      await clickTo(visitor, rooms.small, rooms.newest.small)
      await untilQuiet(visitor, 250)
      took.push(await clickTo(visitor, rooms.big, rooms.newest.big))
      await untilQuiet(visitor, 250)
    }
  })
  return {
    'newest screen p50 ms': round(quantile(took, 0.5)),
    'newest screen p95 ms': round(quantile(took, 0.95)),
    ...busy,
  }
}

async function clickTo(visitor: Visitor, room: string, newest: string): Promise<number> {
  const shown = visitor.page.evaluate(([name, key]) => probe.shown(name, key), [room, newest] as const)
  await visitor.link(room).click()
  return await shown
}

/** What the main thread was kept busy with meanwhile. */
export async function watched(visitor: Visitor, work: () => Promise<void>): Promise<Figures> {
  const tasks = await traced(visitor.cdp, work)
  return {
    'tasks over 50 ms': tasks.over50Ms,
    'longest ms': round(tasks.longestMs),
    'by CPU: over 50 ms': tasks.over50CpuMs,
    'longest CPU ms': round(tasks.longestCpuMs),
    'CPU ms in all': Math.round(tasks.cpuMs),
  }
}

type Turn = (turn: number) => Promise<void>

async function scrolled(visitor: Visitor, room: string, turns: number, turn: Turn): Promise<Figures> {
  const before = await oldestShown(visitor, room)
  const busy = await watched(visitor, async () => {
    for (let count = 0; count < turns; count += 1) await turn(count)
    await untilQuiet(visitor)
  })
  return { ...busy, 'posts scrolled': before - (await oldestShown(visitor, room)) }
}

/** By the number that most posts of the bench carry as code. */
async function oldestShown(visitor: Visitor, room: string): Promise<number> {
  const codes = await visitor.log(room).locator('p code').allTextContents()
  return Math.min(...codes.map(Number))
}

/** Up by the wheel, as fast as a hand does it. */
export async function wheeling(visitor: Visitor, room: string, turns: number): Promise<Figures> {
  await visitor.log(room).hover()
  return await scrolled(visitor, room, turns, async () => {
    await visitor.page.mouse.wheel(0, -1000)
    await visitor.page.waitForTimeout(30)
  })
}

export async function pressing(visitor: Visitor, room: string, key: string): Promise<Figures> {
  await visitor.log(room).focus()
  return await scrolled(visitor, room, 40, async () => {
    await visitor.page.keyboard.press(key)
    await visitor.page.waitForTimeout(60)
  })
}

/** The scroll bar taken and pulled to the top, again and again. */
export async function dragging(visitor: Visitor, room: string, pulls: number): Promise<Figures> {
  return await scrolled(visitor, room, pulls, async () => {
    await visitor.log(room).evaluate(async (log) => {
      const from = log.scrollTop
      for (let step = 1; step <= 12; step += 1) {
        log.scrollTop = from * (1 - step / 12)
        await new Promise(requestAnimationFrame)
      }
    })
    await untilQuiet(visitor, 100)
  })
}

/** Letters typed while others write: from the key to the next frame. */
export async function typing(visitor: Visitor, room: string, letters: number): Promise<Figures> {
  await visitor.page.getByRole('textbox', { name: `Write to ${room}` }).focus()
  await visitor.page.evaluate(() => probe.reset())
  const busy = await watched(visitor, async () => {
    for (let letter = 0; letter < letters; letter += 1) {
      await visitor.page.keyboard.press('abcdefghij '[letter % 11] ?? 'a')
      await visitor.page.waitForTimeout(60)
    }
  })
  const inputs = await visitor.page.evaluate(() => probe.inputs)
  return {
    'key to frame p50 ms': round(quantile(inputs, 0.5)),
    'p95 ms': round(quantile(inputs, 0.95)),
    'slowest ms': round(Math.max(...inputs)),
    ...busy,
  }
}

/** From the start of the navigation to the newest screen of the room. */
export async function starting(visitor: Visitor, rooms: Rooms, times: number): Promise<Figures> {
  const took: number[] = []
  for (let time = 0; time < times; time += 1) {
    await visitor.page.reload({ waitUntil: 'commit' })
    took.push(
      await visitor.page.evaluate(([name, key]) => probe.shown(name, key), [
        rooms.big,
        rooms.newest.big,
      ] as const),
    )
    await untilQuiet(visitor)
  }
  return { 'newest screen p50 ms': round(quantile(took, 0.5)), 'slowest ms': round(Math.max(...took)) }
}
