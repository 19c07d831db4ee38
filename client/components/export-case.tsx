// Exporting a case: which formats, then one file. Closing the sheet breaks it off, on the server too.

import { createSignal, For, onCleanup, Show } from 'solid-js'
import { EXPORT_FORMATS } from '#shared/web/cases.ts'
import { type ExportFormat, exportCase, type ToldCase } from '../actions/cases.ts'
import { t } from '../i18n/language.ts'
import { useAsking } from './asking.ts'
import { Notice } from './notice.tsx'
import { Sheet } from './sheet.tsx'
import { SubmitButton } from './submit-button.tsx'

/** Names of formats, which are the same in every language. */
const NAMES = {
  ...{ jsonl: 'JSON Lines', csv: 'CSV', eml: 'EML', xml: 'XML (Lync)', actiance: 'Actiance XML' },
} satisfies Record<ExportFormat, string>
/** A browser has taken hold of the file by then. */
const LET_GO_MS = 60_000

function save({ name, blob }: { name: string; blob: Blob }): void {
  const url = URL.createObjectURL(blob)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), LET_GO_MS)
}

export function ExportCase(props: { one: ToldCase; onClose: () => void }) {
  const [formats, setFormats] = createSignal<ExportFormat[]>(['jsonl'])
  const [saved, setSaved] = createSignal('')
  const { asking, refusal, setRefusal, ask } = useAsking()
  const leaving = new AbortController()
  onCleanup(() => leaving.abort())
  const toggle = (format: ExportFormat, isChosen: boolean) =>
    setFormats((before) =>
      EXPORT_FORMATS.filter((each) => (each === format ? isChosen : before.includes(each))),
    )
  const write = async () => {
    if (formats().length === 0) {
      setRefusal(t('exportNone'))
      return
    }
    setSaved('')
    const file = await exportCase(props.one.id, formats(), leaving.signal)
    if (leaving.signal.aborted) return
    save(file)
    setSaved(file.name)
  }
  return (
    <Sheet title={t('exportTitle', { name: props.one.name })} onClose={props.onClose}>
      <form
        class="export-form"
        onSubmit={(event) => {
          event.preventDefault()
          void ask(write)
        }}
      >
        <p>{t('exportText')}</p>
        <Formats chosen={formats()} onToggle={toggle} />
        <Show when={refusal()}>
          <Notice look="danger">{refusal()}</Notice>
        </Show>
        <p role="status">{saved() === '' ? '' : t('exported', { name: saved() })}</p>
        <div class="sheet-actions">
          <button type="button" class="button" onClick={() => props.onClose()}>
            {t(saved() === '' ? 'cancel' : 'close')}
          </button>
          <SubmitButton asking={asking()} name={t('exportCase')} meanwhile={t('exporting')} />
        </div>
      </form>
    </Sheet>
  )
}

type Choosing = {
  chosen: readonly ExportFormat[]
  onToggle: (format: ExportFormat, isChosen: boolean) => void
}

function Formats(props: Choosing) {
  return (
    <fieldset class="export-formats">
      <legend>{t('exportFormats')}</legend>
      <For each={EXPORT_FORMATS}>
        {(format) => (
          <label>
            <input
              type="checkbox"
              checked={props.chosen.includes(format)}
              onChange={(event) => props.onToggle(format, event.currentTarget.checked)}
            />
            {NAMES[format]}
          </label>
        )}
      </For>
    </fieldset>
  )
}
