// The format as one would write it down in code, for whoever writes a verifier of their own.

export const CODE = {
  leaf: 'leaf = SHA-256( 00 ‖ text as UTF-8 )',
  chain: 'chain = SHA-256( previous chain ‖ number as 8 bytes, most significant first ‖ leaf )',
  tree: 'branch = SHA-256( 01 ‖ left ‖ right )',
  checkpoint: [
    'signed = "backchat.archive.v1" 00',
    '         pool      LF',
    '         size      LF',
    '         root      LF',
    '         chain     LF',
    '         time      LF    2026-11-22T10:00:00.000Z',
  ].join('\n'),
  proof: [
    '{"number","event","path":[…],',
    ' "checkpoint":{"pool","size","root","chain","at","kid","sig"}}',
  ].join('\n'),
  stretch: [
    '{"backchat":"archive proof","v":1,"pool","from","to","chain","peaks":[…]}',
    '{"number","event","leaf","chain","nodes":[…]}',
    '{"checkpoint":{…},"after":[…]}',
  ].join('\n'),
}
