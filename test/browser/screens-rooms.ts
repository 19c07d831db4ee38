// How one comes to the screens about making and changing rooms, for the photographs of `screens.ts`.

import type { Page } from 'playwright-core'

const ROOM = (n: number) => `/rooms/00000000-0000-4000-8000-00000000000${n}`

async function openCard(page: Page): Promise<void> {
  await page.locator('.room-name').click()
  await page.locator('.card-people, .card-wait').first().waitFor()
}

async function openNewRoom(page: Page): Promise<void> {
  // On a phone the list is another screen.
  if (!(await page.locator('.new-room').isVisible())) await page.locator('.page-head a').click()
  await page.locator('.new-room').click()
  await page.locator('.room-form').waitFor()
}

async function fillNewRoom(page: Page): Promise<void> {
  await openNewRoom(page)
  await page.locator('.room-form input').first().fill('Pilots')
  await page.locator('.room-choice').last().locator('input').last().check()
  await page.locator('.field-error').waitFor()
}

async function pickPeople(page: Page): Promise<void> {
  await openNewRoom(page)
  await page.locator('[data-role=member] [role=combobox]').fill('a')
  await page.locator('[role=option]').first().waitFor()
  await page.locator('[data-role=member]').scrollIntoViewIfNeeded()
}

async function pastePeople(page: Page): Promise<void> {
  await openNewRoom(page)
  const names = 'Chen Wei; Yusuf Demir; Pilots, Ada Okafor, Nemo, Frank Ocean'
  await page.locator('[data-role=member] [role=combobox]').fill(names)
  await page.locator('[data-role=member] .picker-note').waitFor()
  await page.waitForTimeout(300)
  await page.keyboard.press('Enter')
  await page.locator('.pasted').scrollIntoViewIfNeeded()
}

async function editRoom(page: Page): Promise<void> {
  await openCard(page)
  await page.locator('.card-tools button').last().click()
  await page.locator('.room-form').waitFor()
}

async function disableRoom(page: Page): Promise<void> {
  await editRoom(page)
  await page.locator('.room-choice').first().locator('input').first().check()
  await page.locator('.disable-room button').click()
  await page.locator('.disable-confirm input').fill('Crane 4')
}

async function saveTooLate(page: Page): Promise<void> {
  await editRoom(page)
  await page.locator('.room-form input').first().fill('Crane 4 and 5')
  await page.locator('[type=submit]').click()
  await page.locator('.meanwhile').waitFor()
}

async function leaveEditing(page: Page): Promise<void> {
  await editRoom(page)
  await page.locator('.room-form input').first().fill('Crane 4 and 5')
  await page.keyboard.press('Escape')
}

export const ROOM_SCREENS = [
  { name: 'card-mine', path: ROOM(2), act: openCard },
  { name: 'card-auditorium', path: ROOM(4), act: openCard },
  { name: 'card-offline', path: ROOM(1), scene: 'offline', act: openCard },
  { name: 'new-room', path: '/find', act: openNewRoom },
  { name: 'new-room-filled', path: '/find', act: fillNewRoom },
  { name: 'new-room-picking', path: '/find', act: pickPeople },
  { name: 'new-room-pasted', path: '/find', act: pastePeople },
  { name: 'edit-room', path: ROOM(2), act: editRoom },
  { name: 'edit-room-end', path: ROOM(2), act: disableRoom },
  { name: 'edit-room-meanwhile', path: ROOM(2), act: saveTooLate },
  { name: 'edit-room-leaving', path: ROOM(2), act: leaveEditing },
]
