// What the page's main thread did, from the browser's own trace: how long each task held it, and how much CPU it used.
// On a machine that others use too the first is partly theirs; the second is ours.

import type { CDPSession } from 'playwright-core'

type TraceEvent = { name: string; ph: string; pid: number; tid: number; dur?: number; tdur?: number }
export type Tasks = {
  cpuMs: number
  longestCpuMs: number
  longestMs: number
  over50Ms: number
  over50CpuMs: number
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline']

export async function traced(cdp: CDPSession, work: () => Promise<void>): Promise<Tasks> {
  const events: TraceEvent[] = []
  const gather = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]))
  cdp.on('Tracing.dataCollected', gather)
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  })
  await work()
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve))
  await cdp.send('Tracing.end')
  await complete
  cdp.off('Tracing.dataCollected', gather)
  return summed(events)
}

function summed(events: readonly TraceEvent[]): Tasks {
  // Scripts of the page run on its main thread only; the app has no workers while it is on screen.
  const main = events.find((event) => event.name === 'FunctionCall')
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === main?.pid && tid === main.tid,
  )
  const ms = tasks.map(({ dur = 0 }) => dur / 1000)
  const cpu = tasks.map(({ tdur = 0 }) => tdur / 1000)
  return {
    cpuMs: cpu.reduce((sum, each) => sum + each, 0),
    longestCpuMs: Math.max(0, ...cpu),
    longestMs: Math.max(0, ...ms),
    over50Ms: ms.filter((each) => each > 50).length,
    over50CpuMs: cpu.filter((each) => each > 50).length,
  }
}
