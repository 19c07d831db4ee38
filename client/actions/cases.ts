// What a compliance officer does with cases.

import type { CaseChange, ExportFormat, NewCase } from '#shared/web/cases.ts'
import { core } from '../sync/core.ts'

export type { CaseSearchAsked, ExportFormat, ShownCase, ToldCase } from '#shared/web/cases.ts'

const cases = () => core().web.cases

export const listCases = () => cases().list()
export const showCase = (id: string) => cases().show(id)
export const openCase = (opened: NewCase) => cases().open(opened)
export const changeCase = (id: string, change: CaseChange) => cases().change(id, change)
export const findInCase = (id: string, beyond?: string) => cases().events(id, beyond)
export const closeCase = (id: string, holds: 'keep' | 'release') => cases().close(id, holds)
export const exportCase = (id: string, formats: ExportFormat[], signal: AbortSignal) =>
  cases().export(id, formats, signal)
