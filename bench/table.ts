// What was measured, as a table in Markdown: one line for each measure, one column for each server, medians over
// the rounds.

import { median } from './scenarios.ts'

/** What a part measured, by name. */
export type Row = Record<string, number>

export function printTable(measured: Map<string, Row[]>): void {
  const servers = [...measured.keys()]
  const measures = new Set([...measured.values()].flat().flatMap((row) => Object.keys(row)))
  console.log(`\n| | ${servers.join(' | ')} |\n| --- |${' --: |'.repeat(servers.length)}`)
  for (const measure of measures) {
    const cells = servers.map((server) => cell(measured.get(server) ?? [], measure))
    console.log(`| ${measure} | ${cells.join(' | ')} |`)
  }
}

function cell(rows: Row[], measure: string): string {
  const values = rows.map((row) => row[measure]).filter((value) => value !== undefined)
  if (values.length === 0) return ''
  const value = median(values)
  return value >= 100 || Number.isInteger(value)
    ? Math.round(value).toLocaleString('en')
    : value.toPrecision(3)
}
