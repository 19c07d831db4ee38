// Finds rings of imports, between files and between folders. A ring means that neither part can be understood alone.

import type { Source } from '../imports.ts'
import { folderOf } from './folders.ts'

type Graph = Map<string, Set<string>>

export function fileCycles(sources: Source[]): string[] {
  return cycles(graphOf(sources, (path) => path))
}

export function folderCycles(sources: Source[]): string[] {
  return cycles(graphOf(sources, folderOf))
}

function graphOf(sources: Source[], nodeOf: (path: string) => string): Graph {
  const graph: Graph = new Map()
  for (const { path, imports } of sources) {
    const from = nodeOf(path)
    const edges = graph.get(from) ?? new Set<string>()
    graph.set(from, edges)
    for (const { path: to } of imports) if (to !== undefined && nodeOf(to) !== from) edges.add(nodeOf(to))
  }
  return graph
}

/** One ring per place where the walk comes back to where it already is. */
function cycles(graph: Graph): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const walk = (node: string, trail: string[]) => {
    const ringStart = trail.indexOf(node)
    if (ringStart >= 0) found.push([...trail.slice(ringStart), node].join(' → '))
    if (ringStart >= 0 || done.has(node)) return
    for (const next of graph.get(node) ?? []) walk(next, [...trail, node])
    done.add(node)
  }
  for (const node of graph.keys()) walk(node, [])
  return found
}
