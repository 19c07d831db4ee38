// Holds files from the archive against the pool's public keys and the checkpoints that somebody kept.

import { FINDINGS_MAX, type Verdict } from './finding.ts'
import { pieceOf, proofOf } from './reading.ts'
import { createReport, type Trusted } from './report.ts'

export type GivenFile = {
  name: string
  /** The whole text where it may be a single proof; undefined when it is too long for one. */
  text?: string | undefined
  lines(): AsyncIterable<string> | Iterable<string>
}

export async function verifyFiles(files: readonly GivenFile[], trusted: Trusted): Promise<Verdict> {
  const report = createReport(trusted)
  for (const file of files.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const proof = file.text === undefined ? undefined : proofOf(file.text)
    if (proof) await report.take(proof)
    else await readLines(file, report)
    await report.endFile()
  }
  return report.end()
}

type Report = ReturnType<typeof createReport>

async function readLines({ name, lines }: GivenFile, report: Report): Promise<void> {
  let [line, isOurs] = [0, false]
  const unread: number[] = []
  const tell = () => {
    for (const each of unread.splice(0)) report.find({ what: 'unreadable', file: name, line: each })
  }
  for await (const text of lines()) {
    line += 1
    const piece = pieceOf(text)
    isOurs ||= piece !== undefined
    if (!piece && unread.length < FINDINGS_MAX) unread.push(line)
    if (isOurs) tell()
    if (piece) await report.take(piece)
  }
  // A file of another kind, such as a table of the same case, is no damage.
  if (!isOurs && line > 0) report.doubt({ why: 'not ours', file: name })
}
