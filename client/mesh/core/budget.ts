// How much is taken from one device: from a link so many characters a second, from an author so many posts. Whoever goes over it
// is not cut off, for what is left out is offered again later.

export type Budget = { left: number; at: number }
export type Allowance = { perSecond: number; burst: number }

export const LINK_CHARS: Allowance = { perSecond: 1024 * 1024, burst: 4 * 1024 * 1024 }
/** Who comes late is given in one go what an author wrote in a while. */
export const AUTHOR_POSTS: Allowance = { perSecond: 5, burst: 300 }

export function freshBudget({ burst }: Allowance, at: number): Budget {
  return { left: burst, at }
}

/** @returns whether there was enough; then it is gone from the budget */
export function spend(
  budget: Budget,
  { now, amount, perSecond, burst }: Allowance & { now: number; amount: number },
): boolean {
  budget.left = Math.min(burst, budget.left + (Math.max(0, now - budget.at) / 1000) * perSecond)
  budget.at = now
  if (budget.left < amount) return false
  budget.left -= amount
  return true
}
