// Accounts, devices, compliance and small facts, at random.

import fc from 'fast-check'
import { NOW } from '../contract/examinee.ts'
import { command, flag, name, one, person, uriOf } from './command.ts'

const addAccount = command(
  'addAccount',
  fc.record({ person, displayName: name, admin: flag }),
  (side, given) =>
    side.store.addAccount({
      ...{ uri: uriOf(side, given.person), username: `${given.person}${side.run}`, at: NOW },
      ...{ displayName: given.displayName, admin: given.admin, passwordHash: 'x' },
      ...{ authUser: `${given.person} ${side.run}`, accountId: `account of ${given.person} ${side.run}` },
    }),
)

const changeAccount = command(
  'changeAccount',
  fc.record(
    { person, displayName: name, disabled: flag, passwordHash: fc.constant('y') },
    { requiredKeys: ['person'] },
  ),
  (side, { person: who, ...change }) =>
    side.store.changeAccount({ ...change, uri: uriOf(side, who), at: NOW }),
)

export const identity = [
  addAccount,
  changeAccount,
  command('person', person, (side, who) => side.store.person({ uri: uriOf(side, who) })),
  command('people', fc.constant(null), ({ store }) => store.people({})),
  command('enrolDevice', fc.record({ person, key: fc.nat({ max: 3 }) }), (side, { person: who, key }) =>
    side.store.enrolDevice({
      ...{ id: `${who} ${key} ${side.run}`, person: uriOf(side, who), publicKey: `${key} ${side.run}` },
      ...{ name: 'n', dtlsFingerprint: null, at: NOW },
    }),
  ),
  command('sessionLives', person, (side, who) =>
    side.store.sessionLives({ id: 'none', authUser: `${who} ${side.run}`, at: NOW }),
  ),
]

export const small = [
  command('setCompliance', fc.constantFrom('on', 'off'), ({ store }, to) =>
    store.setCompliance({ to, at: NOW }),
  ),
  command('record', person, (side, who) => {
    const event = { at: NOW, kind: 'join', room: null, device: null, seq: null, post: null, body: '{}' }
    return side.store.record({ events: [{ ...event, person: uriOf(side, who) }] })
  }),
  command('complianceEvents', fc.constant(null), ({ store, eventsAfter }) =>
    store.complianceEvents({ after: eventsAfter, limit: 1_000 }),
  ),
  command('ensureMeta', fc.record({ key: name, value: name }), ({ store, run }, { key, value }) =>
    store.ensureMeta({ key: `${key} ${run}`, value }),
  ),
  command('setMeta', fc.record({ key: name, value: name }), ({ store, run }, { key, value }) =>
    store.setMeta({ key: `${key} ${run}`, value }),
  ),
  command('aclEpoch', fc.constant(null), ({ store }) => store.aclEpoch({})),
  command('complianceBacklog', fc.constant(null), ({ store }) => store.complianceBacklog({})),
]

/** A change to an account that is not there yet, and one made twice. */
export const refusedPeople = [changeAccount, addAccount, addAccount].flatMap(one)
