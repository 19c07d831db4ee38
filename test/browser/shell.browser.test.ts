import { expect, test } from 'vitest'
import { weighShell } from '../../bench/client/shell.ts'

const SHELL_BYTES_MAX = 150_000

test('the shell of the app is at most 150 kB of JavaScript, as sent, with one language', async () => {
  const { files, languages, gzipBytes } = await weighShell(new URL('../../dist/', import.meta.url))
  expect(files.length, 'the page names scripts, and they name others').toBeGreaterThan(2)
  expect(gzipBytes, 'a shell this small would not be the app').toBeGreaterThan(50_000)
  expect(gzipBytes).toBeLessThanOrEqual(SHELL_BYTES_MAX)
  expect(languages).toHaveLength(2)
  expect(files.filter((file) => languages.includes(file))).toEqual([])
})
