// What the page says, in two languages.

import type { Doubt, Finding } from './finding.ts'

export type Chapter = { title: string; sentences: string[]; code?: string }

export type Words = {
  title: string
  lead: string[]
  otherLanguage: string
  keys: { label: string; hint: string; wrong: string }
  kept: { label: string; hint: string; wrong: string }
  files: { label: string; hint: string; choose: string; drop: string; chosen(count: number): string }
  pasted: { label: string; hint: string }
  check: string
  checking(percent: number): string
  insecure: string
  states: Record<'whole' | 'not whole' | 'not proven', { title: string; sentence: string }>
  facts: {
    events(count: number, from: number, to: number): string
    none: string
    gone(count: number): string
    signed(size: number, pool: string, kid: string, at: string): string
    more(count: number): string
  }
  findings: string
  doubts: string
  only: string
  finding(finding: Finding): string
  doubt(doubt: Doubt): string
  format: { title: string; chapters: Chapter[] }
}
