// What the command line says: sentences and tables for people, one JSON value for programs.

type Row = Record<string, unknown>

export function table(rows: readonly Row[], columns: readonly string[]): string {
  if (rows.length === 0) return 'None yet.'
  const lines = [columns.map((name) => name.toUpperCase()), ...rows.map((row) => cells(row, columns))]
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cells(row: Row, columns: readonly string[]): string[] {
  return columns.map((name) => cell(row[name]))
}

function cell(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.join(', ')
  if (value === true) return 'yes'
  if (value === false) return '-'
  return value === null || value === undefined || value === '' ? '-' : String(value)
}
