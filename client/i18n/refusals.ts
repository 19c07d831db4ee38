// A refusal in the person's language. The codes are the wire's; what no dictionary knows is said in the server's words.

import { en } from './en.ts'
import { type TextKey, t } from './language.ts'

export function refusalOf(refused: unknown): string {
  if (!(refused instanceof Error)) return t('somethingWrong')
  const code = 'code' in refused && typeof refused.code === 'string' ? refused.code : ''
  return refusalText(code, refused.message)
}

export function refusalText(code: string, sentence = code): string {
  const key = `error${code}`
  return isErrorKey(key) ? t(key, { sentence }) : t('errorUnknown', { sentence })
}

function isErrorKey(key: string): key is TextKey {
  return key !== 'errorUnknown' && Object.hasOwn(en, key)
}
