// What is asked of the person: the keys they trust, the checkpoints they kept, the files they were given.

import { element, sentence } from './dom.ts'
import type { Verdict } from './finding.ts'
import { linesIn } from './lines.ts'
import { checkpointsIn, keysIn } from './reading.ts'
import { type GivenFile, verifyFiles } from './verify.ts'
import type { Words } from './words.ts'

export type Given = { keys: string; kept: string; pasted: string; files: File[] }

/** A proof of one event is not longer; a longer file is read line by line. */
const SINGLE_BYTES = 8_000_000
const DRAW_EVERY_MS = 100

type Show = (verdict: Verdict | undefined) => void

export function formSection(words: Words, given: Given, show: Show): HTMLElement {
  const said = element('p', { class: 'refusal', role: 'alert' })
  const check = element('button', { class: 'check' }, words.check)
  const form = element(
    'form',
    {},
    textField('keys', words, given),
    textField('kept', words, given),
    filesField(words, given),
    textField('pasted', words, given),
    said,
    check,
  )
  async function submit(): Promise<void> {
    show(undefined)
    check.disabled = true
    const tell = (percent: number) => check.replaceChildren(words.checking(percent))
    const found = await verdictOn(given, words, tell).catch((error: unknown) => String(error))
    check.disabled = false
    check.replaceChildren(words.check)
    said.replaceChildren(typeof found === 'string' ? found : '')
    if (typeof found !== 'string') show(found)
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })
  return form
}

/** @returns a sentence where nothing can be checked */
async function verdictOn(
  { keys, kept, pasted, files }: Given,
  words: Words,
  tell: (percent: number) => void,
): Promise<Verdict | string> {
  if (!('subtle' in crypto)) return words.insecure
  const [known, checkpoints] = [keysIn(keys), checkpointsIn(kept)]
  if (!known && keys.trim() !== '') return words.keys.wrong
  if (!checkpoints && kept.trim() !== '') return words.kept.wrong
  const whole = Math.max(
    1,
    files.reduce((sum, { size }) => sum + size, 0),
  )
  let [read, drawnAt] = [0, performance.now()]
  const onRead = async (bytes: number) => {
    read += bytes
    if (performance.now() - drawnAt < DRAW_EVERY_MS) return
    tell(Math.min(100, Math.floor((read / whole) * 100)))
    // Hashes come back so fast that nothing would be drawn between them.
    await new Promise((resolve) => setTimeout(resolve))
    drawnAt = performance.now()
  }
  const readable = await Promise.all(files.map((file) => readableFile(file, onRead)))
  const texts = pasted.trim() === '' ? [] : [pastedFile(pasted.trim(), words)]
  return verifyFiles([...readable, ...texts], { keys: known ?? new Map(), kept: checkpoints ?? [] })
}

function pastedFile(text: string, words: Words): GivenFile {
  return { name: words.pasted.label, text, lines: () => text.split('\n') }
}

async function readableFile(file: File, onRead: (bytes: number) => Promise<void>): Promise<GivenFile> {
  return {
    name: file.name,
    text: file.size < SINGLE_BYTES ? await file.text() : undefined,
    lines: () => linesIn(file, onRead),
  }
}

function textField(name: 'keys' | 'kept' | 'pasted', words: Words, given: Given): HTMLElement {
  const { label, hint } = words[name]
  const area = element('textarea', {
    id: name,
    rows: '3',
    spellcheck: 'false',
    'aria-describedby': `${name}-hint`,
  })
  area.value = given[name]
  area.addEventListener('input', () => {
    given[name] = area.value
  })
  const said = sentence('small', hint)
  said.id = `${name}-hint`
  return element('div', { class: 'field' }, element('label', { for: name }, label), said, area)
}

function filesField({ files: words }: Words, given: Given): HTMLElement {
  const chosen = element('output', { class: 'chosen' })
  const tell = () =>
    chosen.replaceChildren(given.files.length === 0 ? words.drop : words.chosen(given.files.length))
  const input = element('input', {
    id: 'files',
    type: 'file',
    multiple: true,
    'aria-describedby': 'files-hint',
  })
  const take = (files: FileList | null | undefined) => {
    given.files = [...(files ?? [])]
    tell()
  }
  input.addEventListener('change', () => take(input.files))
  const button = element('label', { class: 'choose', for: 'files' }, words.choose)
  const place = element('div', { class: 'drop' }, input, button, chosen)
  place.addEventListener('dragover', (event) => event.preventDefault())
  place.addEventListener('drop', (event) => {
    event.preventDefault()
    take(event.dataTransfer?.files)
  })
  tell()
  const said = sentence('small', words.hint)
  said.id = 'files-hint'
  return element('div', { class: 'field' }, element('span', { class: 'label' }, words.label), said, place)
}
