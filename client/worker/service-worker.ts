// Keeps the app's shell, so that a start without network opens. Rooms and posts are the cache's matter:
// nothing under /api or /socket.io is ever answered from here.

import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

type ShellFile = { url: string; revision: string | null }
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: ShellFile[] }

cleanupOutdatedCaches()
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api(?:\/|$)/, /^\/socket\.io(?:\/|$)/, /^\/metrics$/],
  }),
)

// A notification leads to its post: in a tab that is there, else in a new one.
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { address } = event.notification.data as { address: string }
  event.waitUntil(openAt(address))
})

async function openAt(address: string): Promise<void> {
  const [there] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (there === undefined) return void (await self.clients.openWindow(address))
  await there.focus()
  there.postMessage({ type: 'GO', address })
}

// A new version waits until the person agrees, since taking over under an open page could lose what is being typed.
self.addEventListener('message', (event) => {
  const wish: unknown = event.data
  if (typeof wish === 'object' && wish !== null && 'type' in wish && wish.type === 'SKIP_WAITING') {
    void self.skipWaiting()
  }
})
