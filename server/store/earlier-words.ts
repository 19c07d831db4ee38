// What compliance keeps of words that an act replaces or takes: those of an edit go with its event, those that are removed
// get events of their own, in the same transaction, before they are gone.

/** The event's body with the words that its edit replaces; null when they are not known any more. */
export function withEarlier(body: string, earlier: string | null): string {
  return JSON.stringify({ ...JSON.parse(body), earlier })
}
