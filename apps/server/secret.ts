/** The secret of an installation: given, or made once and kept where only its owner reads it. */
import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SECRET_BYTES = 48

export function installationSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    // `wx`: of two processes that start at once, one makes it and the other reads it.
    writeFileSync(file, randomBytes(SECRET_BYTES).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}

/**
 * What a process shows at the door of another. Not the secret itself: this one travels, and from the secret come
 * the passwords of all databases.
 */
export function doorCredential(secret: string): string {
  return createHmac('sha256', secret).update('between processes').digest('base64url')
}

/** What the process of the shop's pages shows to hear of changes: it opens nothing else. */
export function shopCredential(secret: string): string {
  return createHmac('sha256', secret).update('to the pages of the shop').digest('base64url')
}
