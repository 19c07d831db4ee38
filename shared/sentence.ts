// What is wrong with data that does not fit its schema, as a sentence for people. Schemas say it themselves where
// there is more to say; the schema library's own words are for programmers and stay inside.

import * as v from 'valibot'

export function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue)
  if (issue.message.endsWith('.')) return place === null ? issue.message : `${place}: ${issue.message}`
  const what = place === null ? 'What was sent' : `"${place}"`
  if (issue.received === 'undefined') return `${what} is missing.`
  if (issue.expected === 'never') return `${what} is not known here.`
  return `${what} is not what it should be.`
}
