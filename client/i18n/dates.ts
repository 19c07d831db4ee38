// Times as the viewer reads them: their zone, their clock, Today and Yesterday by name.

import { language, locale, t } from './language.ts'

type Style = Readonly<Intl.DateTimeFormatOptions>

const TIME: Style = { timeStyle: 'short' }
const SHORT_DAY: Style = { day: 'numeric', month: 'short' }
const WHOLE_DAY: Style = { ...SHORT_DAY, year: 'numeric' }
const OLD_DAY: Style = { day: '2-digit', month: '2-digit', year: '2-digit' }
const LONG_DAY: Style = { weekday: 'long', day: 'numeric', month: 'long' }
const LONG_OLD_DAY: Style = { ...LONG_DAY, year: 'numeric' }
const WHOLE: Style = { dateStyle: 'full', timeStyle: 'medium' }
const UTC: Style = { hour: '2-digit', minute: '2-digit', timeZone: 'UTC', hourCycle: 'h23' }

/** A formatter takes longer to make than to ask a thousand times; each style keeps the one of the present locale. */
const formatters = new Map<Style, { locale: string; format: Intl.DateTimeFormat }>()

function format(ts: number, style: Style): string {
  const known = formatters.get(style)
  if (known?.locale === locale()) return known.format.format(ts)
  const made = new Intl.DateTimeFormat(locale(), style)
  formatters.set(style, { locale: locale(), format: made })
  return made.format(ts)
}

/** Midnight that began the day of `ts`, here. */
export function dayOf(ts: number): number {
  return new Date(ts).setHours(0, 0, 0, 0)
}

function dayBefore(day: number): number {
  return daysBefore(day, 1)
}

/** Midnight that began the day so many days before. */
export function daysBefore(ts: number, days: number): number {
  const date = new Date(dayOf(ts))
  return date.setDate(date.getDate() - days)
}

/** As a field for days has it, here: 2026-11-23. */
export function toDayField(ts: number): string {
  const date = new Date(ts)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Midnight here of what such a field says; undefined while it says no day. */
export function fromDayField(text: string): number | undefined {
  const ts = new Date(`${text}T00:00`).getTime()
  return Number.isNaN(ts) ? undefined : ts
}

export function timeOf(ts: number): string {
  return format(ts, TIME)
}

export function dayName(day: number, now: number): string {
  const today = dayOf(now)
  if (day === today) return t('today')
  if (day === dayBefore(today)) return t('yesterday')
  const sameYear = new Date(day).getFullYear() === new Date(now).getFullYear()
  const name = format(day, sameYear ? LONG_DAY : LONG_OLD_DAY)
  return language() === 'ru' ? name.charAt(0).toUpperCase() + name.slice(1) : name
}

/** As short as can be: the time today, else the day. */
export function shortDate(ts: number, now: number): string {
  const day = dayOf(ts)
  if (day === dayOf(now)) return timeOf(ts)
  if (day === dayBefore(dayOf(now))) return t('yesterday')
  const sameYear = new Date(ts).getFullYear() === new Date(now).getFullYear()
  return format(ts, sameYear ? SHORT_DAY : OLD_DAY)
}

/** A day by itself, with its year. */
export function dayText(ts: number): string {
  return format(ts, WHOLE_DAY)
}

/** The time today, else day and time. */
export function moment(ts: number, now: number): string {
  return dayOf(ts) === dayOf(now) ? timeOf(ts) : `${format(ts, SHORT_DAY)}, ${timeOf(ts)}`
}

/** For the tooltip: the whole local time, and the same moment in UTC. */
export function fullTime(ts: number): string {
  const local = format(ts, WHOLE)
  const utc = format(ts, UTC)
  return `${local} · ${utc} UTC`
}
