// The unsent text of a room's composer, as saved on this device.

export function useDraft(_guid: () => string): () => string {
  return () => ''
}
