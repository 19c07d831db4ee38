// Names that were pasted or typed out whole: the server says who they are, and each name it does not know stays
// on screen with its reason until somebody has dealt with it.

import { createSignal } from 'solid-js'
import { checkPeople, type ListedPrincipal } from '../actions/managing.ts'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { nameOfPrincipal } from './principal-words.ts'
import type { PickerPlace } from './use-eligible.ts'

export type NameProblem =
  | { why: 'unknown'; name: string }
  | { why: 'not-in-scope'; name: string }
  | { why: 'ambiguous'; name: string; people: ListedPrincipal[] }

export type Pasting = ReturnType<typeof usePasting>

export function usePasting(
  place: () => PickerPlace,
  add: (found: readonly ListedPrincipal[]) => ListedPrincipal[],
) {
  const [problems, setProblems] = createSignal<NameProblem[]>([])
  const [refusal, setRefusal] = createSignal('')
  const [isLooking, setLooking] = createSignal(false)
  const [said, say] = createSignal('')
  const settle = (name: string) => setProblems((now) => now.filter((problem) => problem.name !== name))

  async function lookUp(names: string[]): Promise<void> {
    if (names.length === 0) return
    setRefusal('')
    setLooking(true)
    try {
      const { found, ...rest } = await checkPeople(names, place())
      const added = add(found)
      const fresh = problemsOf(rest)
      setProblems((now) => [
        ...now.filter((old) => !fresh.some((problem) => problem.name === old.name)),
        ...fresh,
      ])
      say([tn('pastedAdded', added.length), problemsSaid(fresh.length)].filter(Boolean).join(' '))
    } catch (refused) {
      setRefusal(refusalOf(refused))
    } finally {
      setLooking(false)
    }
  }
  const choose = (name: string, person: ListedPrincipal) => {
    add([person])
    settle(name)
    say(t('chosenAdded', { name: nameOfPrincipal(person) }))
  }
  return { problems, refusal, isLooking, said, say, lookUp, choose, settle }
}

function problemsSaid(count: number): string {
  return count > 0 ? tn('pastedProblems', count) : ''
}

type Checked = {
  unknown: string[]
  ambiguous: { name: string; people: ListedPrincipal[] }[]
  notInScope: string[]
}

function problemsOf({ unknown, ambiguous, notInScope }: Checked): NameProblem[] {
  return [
    ...ambiguous.map((each) => ({ why: 'ambiguous' as const, ...each })),
    ...unknown.map((name) => ({ why: 'unknown' as const, name })),
    ...notInScope.map((name) => ({ why: 'not-in-scope' as const, name })),
  ]
}
