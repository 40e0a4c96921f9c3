/** Keys for each purpose, derived from the platform's one secret: knowing one tells nothing of another. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

export type Secrets = {
  /** A keyed hash, for what must be recognised but not read. */
  tag(purpose: 'address' | 'refresh token', text: string): Buffer
  /** AES-256-GCM bound to `name`: a sealed key put in another's place does not open. `iv` must never come twice. */
  seal(name: string, plain: Buffer, iv: Buffer): Buffer
  /** Undefined for what was sealed with another secret, under another name, or changed since. */
  unseal(name: string, sealed: Buffer): Buffer | undefined
}

export function openSecrets(secret: string): Secrets {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, 'rialto identity', purpose, KEY_BYTES))
  const tagKeys = { address: derive('address'), 'refresh token': derive('refresh token') }
  const sealKey = derive('signing key')
  return {
    tag: (purpose, text) => createHmac('sha256', tagKeys[purpose]).update(text).digest(),
    seal: (name, plain, iv) => {
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv.subarray(0, IV_BYTES)).setAAD(
        Buffer.from(name),
      )
      const hidden = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([iv.subarray(0, IV_BYTES), cipher.getAuthTag(), hidden])
    },
    unseal: (name, sealed) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, IV_BYTES), {
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
