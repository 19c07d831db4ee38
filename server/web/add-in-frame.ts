// The page between the app and an add-in. The app's own policy is stored with it by service workers and cannot follow the
// registry; this page is made for each asking, and lets its one frame show the registered origin and nothing else.

import { createHash } from 'node:crypto'

const STYLE = 'html,body,iframe{display:block;margin:0;border:0;inline-size:100%;block-size:100%}'
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')
/** No origin, no windows, no way to take the tab elsewhere. */
const SANDBOX = 'allow-scripts allow-forms'

export function addInFrame(url: string): { page: string; headers: Record<string, string> } {
  const { href, origin } = new URL(url)
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `frame-src ${origin}`,
    "frame-ancestors 'self'",
  ]
  return {
    page: `<!doctype html><meta charset="utf-8"><title>Add-in</title><style>${STYLE}</style><iframe title="Add-in" sandbox="${SANDBOX}" referrerpolicy="no-referrer" src="${attribute(href)}"></iframe>`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'x-frame-options': 'SAMEORIGIN',
    },
  }
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
