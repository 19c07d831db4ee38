// Runs schedules in a process whose event loop is ours: `node run.ts FROM COUNT [MUTANT]`. Prints one line of JSON
// for each seed that breaks something, and one at the end; SEED alone prints its whole story.

import { takeOverEventLoop } from './event-loop.ts'

takeOverEventLoop()
await import('./profiles.ts')
const { runSchedule } = await import('./schedule.ts')
const { mutants } = await import('./mutants.ts')

const [from = '1', count = '1', name] = process.argv.slice(2)
const mutant = name === undefined ? undefined : mutants[name]
if (name !== undefined && mutant === undefined) throw new Error(`There is no mutant "${name}".`)

const escaped: string[] = []
process.on('unhandledRejection', (error: Error) => {
  // A tab that died finds its database closed, and nobody is left to hear of it.
  if (error.name !== 'DatabaseClosedError') escaped.push(`${error.name}: ${error.message}`)
})

let caught = 0
for (let seed = Number(from); seed < Number(from) + Number(count); seed += 1) {
  const told = await runSchedule(seed, mutant)
  const breaches = [...told.breaches, ...escaped.splice(0).map((error) => `I-25: ${error}`)]
  if (breaches.length > 0) {
    caught += 1
    console.log(JSON.stringify({ ...told, breaches }))
  }
  if (mutant !== undefined && caught > 0) break
}
console.log(JSON.stringify({ ran: Number(count), caught }))
process.exit(0)
