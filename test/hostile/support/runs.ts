// How many random things are asked of each command, post and route.

const IN_NPM_TEST = 200
const IN_A_SOAK = 2_000

export const RUNS = process.env.SOAK_MINUTES === undefined ? IN_NPM_TEST : IN_A_SOAK
