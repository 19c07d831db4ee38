// What axe says of a page as it stands: each fault in a line.

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Without motion: what is half faded in has too little contrast, and would be named at random. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(async () => {
    const ends = document.getAnimations().filter((each) => each.effect?.getTiming().iterations !== Infinity)
    for (const each of ends) each.finish()
  })
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
