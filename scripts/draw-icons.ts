// Draws every icon of the installed app from the one mark in public/icons/favicon.svg: `node scripts/draw-icons.ts`.
// Run it after changing the mark, and commit what it writes.

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const folder = fileURLToPath(new URL('../public/icons/', import.meta.url))
const svg = await readFile(`${folder}favicon.svg`, 'utf8')

/** Systems cut maskable icons to their own shape; what matters stays in the middle. */
const bleed = (scale: number) =>
  svg
    .replace('rx="15"', '')
    .replace(
      '<g transform="',
      `<g transform="translate(${32 * (1 - scale)} ${32 * (1 - scale)}) scale(${scale}) `,
    )

/** One colour and nothing: the balloons whole, the lines cut out of them. */
const single = svg
  .replace(/<rect[^>]*\/>/, '<mask id="m"><rect width="64" height="64" fill="#fff"/>LINES</mask>')
  .replace(/(<path fill="none"[^>]*d="M26\.5 23[^>]*\/>)(<path fill="none"[^>]*\/>)/, '')
  .replace('<g transform="', '<g mask="url(#m)"><g transform="')
  .replace('</g></svg>', '</g></g></svg>')
  .replace('LINES', () => {
    const lines = svg.match(/<path fill="none"[^>]*\/>/g) ?? []
    return `<g transform="translate(-6 -5) scale(1.1)">${lines.join('').replaceAll(/stroke="#\w+"/g, 'stroke="#000"')}</g>`
  })
  .replace('fill="#fbf8f0"', 'fill="#fff"')

const ICONS = [
  { file: 'favicon-32.png', size: 32, image: svg },
  { file: 'icon-192.png', size: 192, image: svg },
  { file: 'icon-512.png', size: 512, image: svg },
  { file: 'maskable-192.png', size: 192, image: bleed(0.82) },
  { file: 'maskable-512.png', size: 512, image: bleed(0.82) },
  { file: 'apple-touch-icon.png', size: 180, image: bleed(0.92) },
  { file: 'monochrome-512.png', size: 512, image: single },
]

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})
for (const { file, size, image } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${image}`,
  )
  await page.screenshot({ path: `${folder}${file}`, omitBackground: true })
  await page.close()
}
await browser.close()
