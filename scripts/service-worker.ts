// A Vite plugin that bundles the service worker into one classic script after the app is built,
// then lets Workbox write the list of built files into it. Workbox cannot bundle, Vite cannot list.

import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { injectManifest } from 'workbox-build'
import { precompress } from './precompress.ts'

const SCREENSHOTS = 'screenshots/**'

export function serviceWorker(paths: { source: string; outDir: string }): Plugin {
  return {
    name: 'backchat-service-worker',
    apply: 'build',
    async closeBundle() {
      await bundleWorker(paths)
      await listShell(paths.outDir)
      await precompress(paths.outDir)
    },
  }
}

async function bundleWorker(paths: { source: string; outDir: string }): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: paths.outDir,
      emptyOutDir: false,
      target: 'es2022',
      rollupOptions: {
        input: paths.source,
        output: { format: 'iife', entryFileNames: 'service-worker.js' },
      },
    },
  })
}

async function listShell(outDir: string): Promise<void> {
  const worker = join(outDir, 'service-worker.js')
  const { warnings } = await injectManifest({
    swSrc: worker,
    swDest: worker,
    globDirectory: outDir,
    globPatterns: ['**/*.{html,js,css,svg,png,webmanifest}'],
    globIgnores: ['service-worker.js', SCREENSHOTS],
    dontCacheBustURLsMatching: /\/assets\/.+-[\w-]{8}\./,
  })
  for (const warning of warnings) console.warn(warning)
}
