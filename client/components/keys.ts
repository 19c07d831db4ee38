// When a key press means "send". Composing a word in an input method ends with Enter too, and that never sends.

type Press = {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing: boolean
  keyCode: number
}

/** Some browsers end a composition before they report its Enter; then only this old code tells. */
const COMPOSING = 229

export function isSendKey(event: Press, enterSends: boolean): boolean {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === COMPOSING) return false
  if (event.ctrlKey || event.metaKey) return true
  return enterSends && !event.shiftKey && !event.altKey
}
