// Puts an administrator's stylesheet to the XML, as the original's CustomConfiguration does, by `xsltproc`: a program of its own, so
// that a stylesheet which never ends, or eats all memory, harms nothing but its own run. It gets no network and writes no files.

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { Readable as ReadableStream } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { inPieces } from './pieces.ts'

export type StylesheetLimits = { outputBytes: number; forMs: number; memoryKb: number; path: string }

const LIMITS: StylesheetLimits = {
  outputBytes: 2_000_000_000,
  forMs: 5 * 60_000,
  memoryKb: 4_000_000,
  // Where programs are; nothing else of our environment is its business.
  path: '/usr/local/bin:/usr/bin:/bin',
}
/** `$0` is the bound on memory, in kB. */
const BOUNDED = 'ulimit -v "$0" && exec xsltproc "$@"'
const SWITCHES = ['--nonet', '--nowrite', '--nomkdir', '--novalid', '--huge']
const NOT_FOUND = 127
const TOLD_CHARS = 300

type Work = { stylesheet: string; signal: AbortSignal; limits?: Partial<StylesheetLimits> }
type Child = ChildProcessByStdio<Writable, Readable, Readable>

/** What the stylesheet makes of a document. Throws a sentence for the administrator where it makes nothing. */
export async function* styled(texts: AsyncIterable<string>, work: Work): AsyncGenerator<string> {
  const { stylesheet, signal } = work
  const limits = { ...LIMITS, ...work.limits }
  const patience = AbortSignal.timeout(limits.forMs)
  const child = start(stylesheet, limits, AbortSignal.any([signal, patience]))
  const ended = ending(child)
  const fed = feed(texts, child)
  try {
    const decoder = new StringDecoder('utf8')
    let bytes = 0
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > limits.outputBytes)
        throw new Error(`The stylesheet ${stylesheet} writes more than ${limits.outputBytes} bytes.`)
      yield decoder.write(chunk)
    }
    yield decoder.end()
    const { code, told } = await ended
    signal.throwIfAborted()
    await fed
    if (patience.aborted)
      throw new Error(`The stylesheet ${stylesheet} takes longer than ${limits.forMs / 1000} s.`)
    if (code !== 0) throw new Error(sentenceFor(code, stylesheet, told))
  } finally {
    child.kill('SIGKILL')
  }
}

function start(stylesheet: string, { memoryKb, path }: StylesheetLimits, signal: AbortSignal): Child {
  return spawn('/bin/sh', ['-c', BOUNDED, String(memoryKb), ...SWITCHES, stylesheet, '-'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: path, LC_ALL: 'C.UTF-8' },
    cwd: '/',
    killSignal: 'SIGKILL',
    signal,
  })
}

/** It may end before it has read everything; how it ended says why. What could not be told to it is thrown. */
function feed(texts: AsyncIterable<string>, child: Child): Promise<void> {
  const fed = pipeline(ReadableStream.from(inPieces(texts)), child.stdin).catch((error: unknown) => {
    if (child.stdin.errored !== error || !isHungUp(error)) throw error
  })
  // Whoever reads what it writes asks later.
  fed.catch(() => undefined)
  return fed
}

function isHungUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EPIPE', 'ECONNRESET'].includes(String(error.code))
}

function ending(child: Child): Promise<{ code: number | null; told: string }> {
  let told = ''
  child.stderr.on('data', (chunk: Buffer) => {
    told = (told + String(chunk)).slice(0, TOLD_CHARS)
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, told: error.message }))
    child.once('close', (code) => resolve({ code, told }))
  })
}

function sentenceFor(code: number | null, stylesheet: string, told: string): string {
  if (code === NOT_FOUND)
    return 'A stylesheet needs the program xsltproc, which is not installed here (in Debian: apt-get install xsltproc).'
  const why = told.replaceAll(/\s+/g, ' ').trim()
  return `The stylesheet ${stylesheet} does not work${why === '' ? '' : `: ${why}`}`
}
