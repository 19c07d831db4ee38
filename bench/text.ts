// What every post of the bench says: about as long as posts are.

export const TEXT =
  'The ferry leaves at seven, whatever the weather; have the manifest ready before the gangway is in.'
