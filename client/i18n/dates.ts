// Times as the viewer reads them: their zone, their clock, Today and Yesterday by name.

import { language, locale, t } from './language.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function format(ts: number, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale()} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known.format(ts)
  const made = new Intl.DateTimeFormat(locale(), options)
  formatters.set(key, made)
  return made.format(ts)
}

/** Midnight that began the day of `ts`, here. */
export function dayOf(ts: number): number {
  return new Date(ts).setHours(0, 0, 0, 0)
}

function dayBefore(day: number): number {
  const date = new Date(day)
  return date.setDate(date.getDate() - 1)
}

export function timeOf(ts: number): string {
  return format(ts, { timeStyle: 'short' })
}

export function dayName(day: number, now: number): string {
  const today = dayOf(now)
  if (day === today) return t('today')
  if (day === dayBefore(today)) return t('yesterday')
  const sameYear = new Date(day).getFullYear() === new Date(now).getFullYear()
  const name = format(day, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  })
  return language() === 'ru' ? name.charAt(0).toUpperCase() + name.slice(1) : name
}

/** As short as can be: the time today, else the day. */
export function shortDate(ts: number, now: number): string {
  const day = dayOf(ts)
  if (day === dayOf(now)) return timeOf(ts)
  if (day === dayBefore(dayOf(now))) return t('yesterday')
  const sameYear = new Date(ts).getFullYear() === new Date(now).getFullYear()
  return format(
    ts,
    sameYear ? { day: 'numeric', month: 'short' } : { day: '2-digit', month: '2-digit', year: '2-digit' },
  )
}

/** The time today, else day and time. */
export function moment(ts: number, now: number): string {
  return dayOf(ts) === dayOf(now)
    ? timeOf(ts)
    : format(ts, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
}

/** For the tooltip: the whole local time, and the same moment in UTC. */
export function fullTime(ts: number): string {
  const local = format(ts, { dateStyle: 'full', timeStyle: 'medium' })
  const utc = format(ts, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC', hourCycle: 'h23' })
  return `${local} · ${utc} UTC`
}
