// The page's policy lets no text become markup but what a named policy made (Trusted Types). Solid makes its templates
// from text that the compiler wrote, in one place: here that place, and nothing else, is given such a policy.

import type { Plugin } from 'vite'

const SOLID_WEB = /\/solid-js\/web\/dist\/web\.js$/
const SINK = 't.innerHTML = html;'
const POLICY = `
const templates = globalThis.trustedTypes?.createPolicy('solid', { createHTML: (html) => html });
`

export function trustedTemplates(): Plugin {
  let isFound = false
  return {
    name: 'backchat-trusted-templates',
    apply: 'build',
    transform(code, id) {
      if (!SOLID_WEB.test(id.split('?')[0] ?? '')) return undefined
      if (code.split(SINK).length !== 2) throw new Error('Solid makes its templates in another way now.')
      isFound = true
      return {
        code: POLICY + code.replace(SINK, 't.innerHTML = templates ? templates.createHTML(html) : html;'),
      }
    },
    buildEnd(error) {
      if (!error && !isFound) throw new Error('The part of Solid that makes templates was not seen.')
    },
  }
}
