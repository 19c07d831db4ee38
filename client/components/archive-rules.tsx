// How long texts are kept: the rules, and saying another. A room's rule goes before its category's, and that before the one for all.

import { createResource, createSignal, createUniqueId, For, Show } from 'solid-js'
import { clearRule, listRules, setRule, type ToldRule } from '../actions/archive.ts'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { useAsking } from './asking.ts'
import { Field } from './field.tsx'
import { Notice } from './notice.tsx'
import { type Column, SortedTable } from './sorted-table.tsx'
import { SubmitButton } from './submit-button.tsx'

const DAY_MS = 24 * 60 * 60_000
const SCOPES = ['pool', 'category', 'room'] as const
type Scope = (typeof SCOPES)[number]
const SCOPE_NAMES = { pool: 'rulePool', category: 'ruleCategory', room: 'ruleRoom' } as const

export function ArchiveRules() {
  const [rules, { refetch }] = createResource(listRules)
  const { asking, refusal, ask } = useAsking()
  const clear = ({ scope }: ToldRule) =>
    void ask(async () => {
      await clearRule(scopeOf(scope.of, scope.name ?? ''))
      await refetch()
    })
  return (
    <section class="archive-rules" aria-label={t('retentionRules')}>
      <h2 class="title">{t('retentionRules')}</h2>
      <Show when={rules.error}>
        <Notice look="danger">{refusalOf(rules.error)}</Notice>
      </Show>
      <Show when={!rules.error && (rules.latest ?? []).length > 0} fallback={<p>{t('noRules')}</p>}>
        <SortedTable
          label={t('retentionRules')}
          columns={columns()}
          rows={rules.error ? [] : (rules.latest ?? [])}
          first={{ key: 'for', direction: 'ascending' }}
          acts={(rule) => (
            <button
              type="button"
              class="button"
              data-size="small"
              aria-label={t('clearRuleOf', { name: nameOf(rule) })}
              disabled={asking()}
              onClick={() => clear(rule)}
            >
              {t('clearRule')}
            </button>
          )}
        />
      </Show>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <NewRule onSet={() => void refetch()} />
    </section>
  )
}

const nameOf = ({ scope }: ToldRule) => scope.called ?? scope.name ?? t('rulePool')
const lengthOf = ({ keepMs }: ToldRule) =>
  keepMs === null ? t('keptForever') : tn('keptDays', Math.round(keepMs / DAY_MS))

const columns = (): Column<ToldRule>[] => [
  { key: 'for', name: t('rulesFor'), value: nameOf },
  // For ever is longer than any number of days.
  {
    key: 'kept',
    name: t('keptFor'),
    value: ({ keepMs }) => keepMs ?? Number.MAX_SAFE_INTEGER,
    text: lengthOf,
  },
]

function scopeOf(of: Scope, name: string): { room?: string; category?: string; everything?: true } {
  return of === 'pool' ? { everything: true } : { [of]: name }
}

function NewRule(props: { onSet: () => void }) {
  const id = createUniqueId()
  const [scope, setScope] = createSignal<Scope>('pool')
  const [name, setName] = createSignal('')
  const [days, setDays] = createSignal('')
  const { asking, refusal, setRefusal, ask } = useAsking()
  const set = async () => {
    const typed = days().trim()
    if (typed !== '' && !/^\d{1,6}$/.test(typed)) {
      setRefusal(t('daysWrong'))
      return
    }
    await setRule({ ...scopeOf(scope(), name().trim()), days: typed === '' ? null : Number(typed) })
    props.onSet()
  }
  return (
    <form
      class="archive-form"
      onSubmit={(event) => {
        event.preventDefault()
        void ask(set)
      }}
    >
      <div class="archive-row">
        <div class="field select-field">
          <label for={id}>{t('ruleFor')}</label>
          <select id={id} value={scope()} onChange={(event) => setScope(event.currentTarget.value as Scope)}>
            <For each={SCOPES}>{(each) => <option value={each}>{t(SCOPE_NAMES[each])}</option>}</For>
          </select>
        </div>
        <Show when={scope() !== 'pool'}>
          <Field label={t(SCOPE_NAMES[scope()])} value={name()} onText={setName} literal maxChars={330} />
        </Show>
        <Field
          label={t('ruleDays')}
          hint={t('ruleDaysHint')}
          value={days()}
          onText={setDays}
          literal
          maxChars={6}
        />
      </div>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <div class="archive-submit">
        <SubmitButton asking={asking()} name={t('setRule')} meanwhile={t('holdingIt')} />
      </div>
    </form>
  )
}
