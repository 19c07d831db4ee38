// What a compliance officer does. Nothing of it is kept on the device: the archive holds what others wrote.

import type { NewHold } from '#shared/web/compliance.ts'
import type { RuleScope } from '../sync/archive-client.ts'
import { core } from '../sync/core.ts'

export type {
  ArchiveStatus,
  EventProof,
  ToldConversation,
  ToldEvent,
  ToldHold,
  ToldRule,
} from '#shared/web/compliance.ts'

type Asked = Record<string, string | undefined>

const archive = () => core().web.archive

export const readArchiveStatus = () => archive().status()
export const findEvents = (asked: Asked) => archive().events(asked)
export const proveEvent = (number: number) => archive().proof(number)
export const readConversation = (asked: Asked) => archive().conversation(asked)
export const listHolds = () => archive().holds()
export const listRules = () => archive().rules()
export const setRule = (rule: RuleScope & { days: number | null }) => archive().setRule(rule)
export const clearRule = (scope: RuleScope) => archive().clearRule(scope)
export const setRunInterval = (minutes: number) => archive().setInterval(minutes)
export const addHold = (hold: NewHold) => archive().hold(hold)
export const releaseHold = (name: string) => archive().release(name)
