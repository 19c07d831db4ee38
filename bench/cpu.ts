// CPU time and memory of other processes, as the kernel counts them.

import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts CPU time in hundredths of a second here. */
const TICKS_PER_SECOND = 100

/** Seconds of user and system time that the process has used, all threads together. */
export function cpuSeconds(pid: number): number {
  const [user, system] = times(pid)
  return (user + system) / TICKS_PER_SECOND
}

/** The same of a process, its children, and those of its children that have ended. */
export function cpuSecondsOfFamily(pid: number): number {
  const [user, system, endedUser, endedSystem] = times(pid)
  const children = processes().filter((other) => parentOf(other) === pid)
  const own = (user + system + endedUser + endedSystem) / TICKS_PER_SECOND
  return children.reduce((sum, child) => sum + cpuSeconds(child), own)
}

/** The process whose command line holds this word. */
export function findProcess(word: string): number | undefined {
  return processes().find((pid) => read(pid, 'cmdline').includes(word))
}

export function residentMiB(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(read(pid, 'status'))?.[1] ?? 0) / 1024
}

function times(pid: number): [user: number, system: number, endedUser: number, endedSystem: number] {
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields(pid).slice(11, 15).map(Number)
  return [user, system, endedUser, endedSystem]
}

function parentOf(pid: number): number {
  return Number(fields(pid)[1] ?? 0)
}

/** What follows the name in brackets: state, parent, … */
function fields(pid: number): string[] {
  const stat = read(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function processes(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger)
}

/** Empty for a process that has gone meanwhile. */
function read(pid: number, file: 'stat' | 'status' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
