// Loaded before everything else, and plain JavaScript, because an older Node cannot even read the rest.

const NEEDED = 24
const major = Number.parseInt(process.versions.node, 10)

if (major < NEEDED) {
  console.error(
    `Backchat needs Node ${NEEDED} or newer, and this is ${process.versions.node}. ` +
      'On Linux and Windows `npm ci` brings its own: start it with npm, as in `npm start`.',
  )
  process.exit(1)
}
