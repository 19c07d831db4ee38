// Enrolling a device: the public half of the key that this browser made and keeps.

import { enrolDeviceSchema, enrolledDeviceSchema } from '#shared/web/devices.ts'
import { callerRoute } from '../route.ts'

export const devices = callerRoute({
  method: 'POST',
  path: '/api/devices',
  summary: "Enrol this device's key",
  details:
    'publicKey is the raw Ed25519 public key, 32 bytes in base64url without padding; name is what the person will ' +
    'recognise, up to 100 characters. The same key of the same person gets the same id again; a key that belongs ' +
    'to somebody else, or to a retired device, is DataCollision. The id goes into the handshake of the socket ' +
    'and into every post that the key signs.',
  body: enrolDeviceSchema,
  reply: { status: 200, schema: enrolledDeviceSchema },
  errors: ['InvalidArgument', 'DataCollision'],
  run: ({ caller, body, services }) => services.identity.enrolDevice(caller.person, body),
})
