// Searching the copy on this device, without the server: from the last key to the first post, and until all has been
// looked through.

import { type Figures, watched } from './scenes.ts'
import type { Visitor } from './visitor.ts'

export async function searching(visitor: Visitor, words: string): Promise<Figures> {
  const { page } = visitor
  await page.keyboard.press('Control+Shift+F')
  const box = page.getByRole('combobox', { name: 'Search messages' })
  await box.fill('')
  await page.getByRole('heading', { name: 'Find anything that was said' }).waitFor()
  const took: Figures = {}
  const busy = await watched(visitor, async () => {
    const began = performance.now()
    const since = () => Math.round(performance.now() - began)
    await box.fill(words)
    // Asked with every frame; a locator looks only now and then.
    await page.waitForFunction(() => document.querySelector('.found-post mark, .empty') !== null)
    took['first ms'] = since()
    await page.waitForFunction(() => {
      const status = document.querySelector('.search-status')
      return status !== null && status.querySelector('.spinner') === null
    })
    took['all ms'] = since()
    took.found = (await page.locator('.search-status > [role=status]').textContent()) ?? ''
  })
  return { ...took, ...busy }
}
