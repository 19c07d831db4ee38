// The API as a page: the same table, written for people. No script; the style is a file, as the policy of pages demands.

import { ERROR_CODES } from '#shared/errors.ts'
import { jsonSchema } from './openapi.ts'
import type { Described, Schema } from './route.ts'

export function docsPage(routes: readonly Described[], version: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Backchat API</title>
<link rel="icon" href="/icons/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<header>
<p class="brand">Backchat <span>${escaped(version)}</span></p>
<h1>The HTTP interface</h1>
<p>All JSON. A session is a cookie, or <code>Authorization: Bearer …</code> for programs. What changes something needs
<code>Content-Type: application/json</code>; bodies have at most 64 KiB. A refusal is
<code>{"error": {"code", "message"}}</code> with the fitting status.
For programs: <a href="/api/openapi.json">openapi.json</a>.</p>
</header>
<nav aria-label="Routes"><ul>${routes.map(entry).join('\n')}</ul></nav>
<main>${routes.map(section).join('\n')}</main>
</body>
</html>`
}

function entry(route: Described): string {
  return `<li><a href="#${anchor(route)}">${verb(route)} ${escaped(route.path)}</a></li>`
}

function section(route: Described): string {
  const access = route.access === 'signed-in' ? '<p class="access">Needs a session.</p>' : ''
  return `<section id="${anchor(route)}">
<h2>${verb(route)} ${escaped(route.path)}</h2>
<p class="summary">${escaped(route.summary)}</p>
<p>${escaped(route.details)}</p>
${access}
${route.body ? shape('Body', route.body) : ''}
${route.reply.schema ? shape(`Answer, ${route.reply.status}`, route.reply.schema) : ''}
${refusals(route)}
</section>`
}

function verb({ method }: Described): string {
  return `<span class="verb ${method.toLowerCase()}">${method}</span>`
}

function shape(title: string, schema: Schema): string {
  return `<h3>${title}</h3><pre tabindex="0"><code>${escaped(JSON.stringify(jsonSchema(schema), null, 2))}</code></pre>`
}

function refusals({ errors }: Described): string {
  if (errors.length === 0) return ''
  const rows = errors.map((code) => `<li><b>${ERROR_CODES[code]}</b> ${code}</li>`)
  return `<h3>Refusals</h3><ul class="refusals">${rows.join('')}</ul>`
}

function anchor({ method, path }: Described): string {
  return `${method.toLowerCase()}${path.replaceAll(/[^a-z]+/g, '-')}`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

export const DOCS_STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#17211d, #e6ece8); --soft: light-dark(#5b6a63, #93a39b);
  --paper: light-dark(#f7f6f2, #101614); --card: light-dark(#fff, #18201d); --line: light-dark(#dedcd3, #2a3430);
  --get: light-dark(#17614a, #6fd0ae); --post: light-dark(#8a4b0f, #f0b173); }
* { box-sizing: border-box }
html { scroll-padding-top: 1rem }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1.25rem 6rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, sans-serif }
a { color: inherit; text-underline-offset: .2em }
h1 { font-size: 2rem; line-height: 1.2; margin: .2rem 0 1rem; letter-spacing: -.02em }
h2 { font: 600 1.05rem/1.4 ui-monospace, monospace; margin: 0; overflow-wrap: anywhere }
h3 { font-size: .8rem; color: var(--soft); margin: 1.25rem 0 .35rem }
.brand { font-weight: 700; margin: 0 } .brand span { color: var(--soft); font-weight: 400 }
header p, section p { max-width: 46rem }
nav ul { list-style: none; margin: 1.5rem 0; padding: 0; columns: 20rem; font: .9rem/2 ui-monospace, monospace }
nav a { text-decoration: none } nav a:hover { text-decoration: underline }
section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem 1.5rem;
  margin: 0 0 1rem }
.verb { display: inline-block; min-width: 3.2em; font-weight: 700 } .get { color: var(--get) } .post { color: var(--post) }
.summary { font-weight: 600; margin: .35rem 0 } .access { color: var(--soft); font-size: .9rem }
pre { margin: 0; padding: .85rem 1rem; background: var(--paper); border-radius: .5rem; overflow: auto; max-height: 20rem;
  font: .82rem/1.5 ui-monospace, monospace }
.refusals { list-style: none; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; font-size: .9rem }
`
