// A refusal in the person's language. The codes are the wire's; what no dictionary knows is said in the server's words.

import { MESSAGE_BYTES } from '#shared/limits.ts'
import { sizeText } from './bytes.ts'
import { isTextKey, t } from './language.ts'

export function refusalOf(refused: unknown): string {
  if (!(refused instanceof Error)) return t('somethingWrong')
  const code = 'code' in refused && typeof refused.code === 'string' ? refused.code : ''
  return refusalText(code, refused.message)
}

export function refusalText(code: string, sentence = code): string {
  const key = `error${code}`
  return isTextKey(key) ? t(key, { sentence }) : t('errorUnknown', { sentence })
}

/** Said when more was pasted or dropped than a field takes. */
export function tooMuchInserted(bytes: number): string {
  return t('pastedTooMuch', { inserted: sizeText(bytes), limit: sizeText(MESSAGE_BYTES) })
}
