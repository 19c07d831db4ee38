// Builds the web app from client/ into dist/, and in development hands API and socket to a running server.

import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { serviceWorker } from './scripts/service-worker.ts'
import { trustedTemplates } from './scripts/trusted-templates.ts'
import { verifierPage } from './scripts/verifier-page.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const devServer = process.env.BACKCHAT_DEV_SERVER ?? 'http://localhost:8080'

export default defineConfig({
  root: here('client'),
  publicDir: here('public'),
  plugins: [
    solid(),
    trustedTemplates(),
    verifierPage({ client: here('client') }),
    serviceWorker({ source: here('client/worker/service-worker.ts'), outDir: here('dist') }),
  ],
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    sourcemap: false,
    // The page's policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': devServer,
      '/metrics': devServer,
      '/socket.io': { target: devServer, ws: true },
    },
  },
})
