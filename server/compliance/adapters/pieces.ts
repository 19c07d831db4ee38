// Gathers short texts into pieces of some 64 KiB: what is written event by event costs a call each, and a whole run at once
// costs its size in memory.

const PIECE_CHARS = 64 * 1024

export async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let held: string[] = []
  let chars = 0
  for await (const text of texts) {
    held.push(text)
    chars += text.length
    if (chars < PIECE_CHARS) continue
    yield held.join('')
    held = []
    chars = 0
  }
  if (chars > 0) yield held.join('')
}
