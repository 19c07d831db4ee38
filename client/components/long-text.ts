// Whether a post is so long that only its beginning is shown. Told by its text, not by measuring, so that a row has its
// height from the start.

export const FOLD_CHARS = 1_500
export const FOLD_LINES = 22

export function isLong(text: string): boolean {
  if (text.length > FOLD_CHARS) return true
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  return lines > FOLD_LINES
}
