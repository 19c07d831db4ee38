// Which `seq` of a room this device holds, as sorted runs that neither touch nor overlap. What lies between
// two runs is a known gap: it is drawn as a gap and filled on demand, never glued over.

export type Run = { readonly from: number; readonly to: number }

/** The runs with `added` held too. */
export function addRun(runs: readonly Run[], added: Run): Run[] {
  const before = runs.filter((run) => run.to < added.from - 1)
  const after = runs.filter((run) => run.from > added.to + 1)
  const touching = runs.slice(before.length, runs.length - after.length)
  const from = Math.min(added.from, touching[0]?.from ?? added.from)
  const to = Math.max(added.to, touching.at(-1)?.to ?? added.to)
  return [...before, { from, to }, ...after]
}

/** The runs without what `cut` spans; a run that it lies inside is split. */
export function cutRun(runs: readonly Run[], cut: Run): Run[] {
  return runs.flatMap((run) =>
    [
      { from: run.from, to: Math.min(run.to, cut.from - 1) },
      { from: Math.max(run.from, cut.to + 1), to: run.to },
    ].filter((rest) => rest.from <= rest.to),
  )
}

/** The holes between the runs, oldest first. */
export function gapsBetween(runs: readonly Run[]): Run[] {
  return runs.slice(1).map((run, index) => ({ from: (runs[index]?.to ?? 0) + 1, to: run.from - 1 }))
}

export function runAround(runs: readonly Run[], seq: number): Run | undefined {
  return runs.find((run) => run.from <= seq && seq <= run.to)
}

/** Whether every `seq` from `from` to `to` is held; an empty span is. */
export function isHeld(runs: readonly Run[], { from, to }: Run): boolean {
  return from > to || (runAround(runs, from)?.to ?? 0) >= to
}

/** The newest `seq` held, 0 when nothing is. */
export function newestHeld(runs: readonly Run[]): number {
  return runs.at(-1)?.to ?? 0
}

/** The hole right below the newest run, if there is an older run under it. */
export function newestGap(runs: readonly Run[]): Run | undefined {
  return gapsBetween(runs).at(-1)
}

/** Splits sorted or unsorted numbers into the runs they make. */
export function runsOf(seqs: readonly number[]): Run[] {
  return seqs.reduce<Run[]>((runs, seq) => addRun(runs, { from: seq, to: seq }), [])
}
