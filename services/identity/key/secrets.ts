/** Keys for each purpose, derived from the platform's one secret: knowing one tells nothing of another. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

const TAG_PURPOSES = ['address', 'refresh token', 'action', 'asked for', 'recovery code'] as const
const SEAL_PURPOSES = ['signing key', 'authenticator'] as const
type TagPurpose = (typeof TAG_PURPOSES)[number]
type SealPurpose = (typeof SEAL_PURPOSES)[number]

export type Secrets = {
  /** A keyed hash, for what must be recognised but not read. */
  tag(purpose: TagPurpose, text: string): Buffer
  /** AES-256-GCM bound to `name`: a sealed key put in another's place does not open. `iv` must never come twice. */
  seal(purpose: SealPurpose, name: string, plain: Buffer, iv: Buffer): Buffer
  /** Undefined for what was sealed with another secret, under another name, or changed since. */
  unseal(purpose: SealPurpose, name: string, sealed: Buffer): Buffer | undefined
}

export function openSecrets(secret: string): Secrets {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, 'rialto identity', purpose, KEY_BYTES))
  const keys = new Map([...TAG_PURPOSES, ...SEAL_PURPOSES].map((purpose) => [purpose, derive(purpose)]))
  const keyOf = (purpose: TagPurpose | SealPurpose) => keys.get(purpose) ?? derive(purpose)
  return {
    tag: (purpose, text) => createHmac('sha256', keyOf(purpose)).update(text).digest(),
    seal: (purpose, name, plain, iv) => {
      const cipher = createCipheriv('aes-256-gcm', keyOf(purpose), iv.subarray(0, IV_BYTES)).setAAD(
        Buffer.from(name),
      )
      const hidden = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([iv.subarray(0, IV_BYTES), cipher.getAuthTag(), hidden])
    },
    unseal: (purpose, name, sealed) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyOf(purpose), sealed.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        })
        decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
        return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
      } catch {
        return undefined
      }
    },
  }
}
