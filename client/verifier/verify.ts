// Holds files from the archive against the pool's public keys and the checkpoints that somebody kept.

import type { Verdict } from './finding.ts'
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
  let line = 0
  for await (const text of lines()) {
    line += 1
    const piece = pieceOf(text)
    if (piece) await report.take(piece)
    else report.find({ what: 'unreadable', file: name, line })
  }
}
