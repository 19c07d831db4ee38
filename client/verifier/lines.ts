// A file's lines, as it is read: it may be larger than memory. A line ends at a line feed and nowhere else.

export async function* linesIn(
  file: Blob,
  onRead: (bytes: number) => Promise<void> = async () => {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const reader = file.stream().getReader()
  let rest = ''
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    await onRead(next.value.length)
    const lines = (rest + decoder.decode(next.value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}
