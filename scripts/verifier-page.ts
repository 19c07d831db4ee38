// A Vite plugin that makes the archive's verifier: one file with all that it needs, which may be kept and opened from a disk. Its policy
// lets it run only what is in it, and reach nothing.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

export function verifierPage({ client }: { client: string }): Plugin {
  return {
    name: 'backchat-verifier-page',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'verify.html', source: await verifierHtml(client) })
    },
  }
}

/** @param client the folder with the app's sources */
export async function verifierHtml(client: string): Promise<string> {
  const read = (path: string) => readFile(join(client, path), 'utf8')
  const script = await bundled(join(client, 'verifier/page.ts'))
  const style = `${await read('styles/tokens.css')}\n${await read('verifier/verify.css')}`
  const page = await read('verifier/verify.html')
  return page
    .replace('content=""', () => `content="${policyOf(script, style)}"`)
    .replace('<style></style>', () => `<style>${style}</style>`)
    .replace('<script></script>', () => `<script>${script}</script>`)
}

function policyOf(script: string, style: string): string {
  const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

async function bundled(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      modulePreload: { polyfill: false },
      rollupOptions: { input: entry, output: { format: 'iife', entryFileNames: 'verify.js' } },
    },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  const [file] = bundle && 'output' in bundle ? bundle.output : []
  if (file?.type !== 'chunk') throw new Error('The verifier was not built into one script.')
  // What would end the element it stands in.
  return file.code.replaceAll('</script', '<\\/script')
}
