// Reads a source file as the architecture rules see it: what it imports, and which guarded things it touches.
// It parses for real, so a name in a comment or a string is not taken for a use, and a line break hides nothing.

import { posix } from 'node:path'
import { parseSync, Visitor } from 'vite'

export type Import = {
  line: number
  /** The path in this repository, or undefined for a package. */
  path?: string
  /** The package's name, or undefined for a path. */
  library?: string
}

export type Guarded = 'process.env' | 'fetch' | 'RTCPeerConnection' | 'socket.on' | 'innerHTML' | 'SQL'
export type Use = { what: Guarded; line: number }

export type Source = { path: string; lines: number; imports: Import[]; uses: Use[] }

type Named = { type: string; name?: unknown; value?: unknown }
type Member = { object: Named; property: Named }

const SQL =
  /^\s*(?:select\s.+\sfrom\s|insert\s+(?:or\s+\w+\s+)?into\s|update\s+"?\w+"?\s+set\s|delete\s+from\s|create\s+(?:unique\s+|virtual\s+)?(?:table|index)\s|alter\s+table\s|drop\s+(?:table|index)\s|pragma\s+\w)/is
const GLOBAL_OBJECTS = ['globalThis', 'window', 'self']
const MARKUP_SINKS = ['innerHTML', 'outerHTML', 'insertAdjacentHTML']

export function readSource(path: string, text: string): Source {
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  if (!/\.tsx?$/.test(path)) return { path, lines, imports: [], uses: [] }
  const { program, errors } = parseSync(path, text)
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`)

  const imports: Import[] = []
  const uses: Use[] = []
  const imported = (source: { value: unknown; start: number } | null | undefined) => {
    if (typeof source?.value === 'string')
      imports.push({ line: lineAt(source.start), ...target(path, source.value) })
  }
  const used = (what: Guarded, node: { start: number }) => uses.push({ what, line: lineAt(node.start) })

  new Visitor({
    ImportDeclaration: (node) => imported(node.source),
    ExportNamedDeclaration: (node) => imported(node.source),
    ExportAllDeclaration: (node) => imported(node.source),
    ImportExpression: (node) => imported(node.source as Named & { value: unknown; start: number }),
    CallExpression: (node) => {
      if (isFetch(node.callee)) used('fetch', node)
      if (isSocketOn(node.callee)) used('socket.on', node)
    },
    Identifier: (node) => {
      if (node.name === 'RTCPeerConnection') used('RTCPeerConnection', node)
    },
    MemberExpression: (node) => {
      if (isEnv(node)) used('process.env', node)
      if (MARKUP_SINKS.includes(nameOf(node.property))) used('innerHTML', node)
    },
    VariableDeclarator: (node) => {
      if (node.init && nameOf(node.init) === 'process' && takesEnv(node.id)) used('process.env', node)
    },
    JSXAttribute: (node) => {
      if (MARKUP_SINKS.includes(nameOf(node.name))) used('innerHTML', node)
    },
    Literal: (node) => {
      if (typeof node.value === 'string' && SQL.test(node.value)) used('SQL', node)
    },
    TemplateElement: (node) => {
      if (SQL.test(`${node.value.raw} `)) used('SQL', node)
    },
  }).visit(program)
  return { path, lines, imports, uses }
}

/** What a specifier written in `from` points to. */
function target(from: string, specifier: string): { path: string } | { library: string } {
  if (specifier.startsWith('.')) return { path: posix.join(posix.dirname(from), specifier) }
  if (specifier.startsWith('#')) return { path: specifier.slice(1) }
  const parts = specifier.split('/')
  return { library: specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier) }
}

function nameOf(node: Named): string {
  const name = node.name ?? node.value
  return typeof name === 'string' ? name : ''
}

function isFetch(callee: Named): boolean {
  if (callee.type === 'Identifier') return callee.name === 'fetch'
  if (callee.type !== 'MemberExpression') return false
  const { object, property } = callee as Named & Member
  return nameOf(property) === 'fetch' && GLOBAL_OBJECTS.includes(nameOf(object))
}

/** `socket.on(…)` and `….socket.once(…)`, by whatever road the socket came. */
function isSocketOn(callee: Named): boolean {
  if (callee.type !== 'MemberExpression') return false
  const { object, property } = callee as Named & Member
  const owner = object.type === 'MemberExpression' ? (object as Named & Member).property : object
  return ['on', 'once', 'onAny'].includes(nameOf(property)) && nameOf(owner) === 'socket'
}

function isEnv(node: Member): boolean {
  return nameOf(node.object) === 'process' && nameOf(node.property) === 'env'
}

function takesEnv(pattern: Named): boolean {
  const properties = (pattern as Named & { properties?: { key?: Named }[] }).properties ?? []
  return properties.some((property) => property.key !== undefined && nameOf(property.key) === 'env')
}
