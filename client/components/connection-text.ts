// The connection in words, short for the sidebar and whole for the status line.

import { t } from '../i18n/language.ts'
import { refusalText } from '../i18n/refusals.ts'
import { clockNow, connection, isCutOff, type WaitReason } from '../state/connection.ts'

/** Shorter losses heal before anyone has read the line. */
export function isLost(): boolean {
  return connection().state === 'refused' || isCutOff()
}

export function isLive(): boolean {
  return connection().state === 'live'
}

export function connectionWord(): string {
  switch (connection().state) {
    case 'live':
      return t('connected')
    case 'catching-up':
      return t('catchingUp')
    case 'connecting':
    case 'waiting':
      return isLost() ? t('offline') : t('connecting')
    case 'offline':
    case 'refused':
      return t('offline')
  }
}

export function connectionSentence(): string {
  const now = connection()
  switch (now.state) {
    case 'live':
      return ''
    case 'offline':
      return t('offlineReading')
    case 'connecting':
      return t('reconnecting')
    case 'catching-up':
      return t('catchingUp')
    case 'refused':
      return t('connectionRefused', { reason: refusalText(now.reason) })
    case 'waiting':
      return waitingSentence(now.why, now.retryAt)
  }
}

function waitingSentence(why: WaitReason, retryAt: number): string {
  const n = Math.max(0, Math.ceil((retryAt - clockNow()) / 1000))
  if (why === 'full') return t('storageFullIn', { n })
  if (why === 'busy') return t('serverBusyIn', { n })
  return t(why === 'drain' ? 'movingIn' : 'reconnectingIn', { n })
}
