/**
 * What can go wrong with the database, as a person should hear it: the cause, and what to do about it.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs'

const LOG_TAIL_BYTES_MAX = 16_384

/** A failure that a person can act on: `message` is the cause, `remedy` is what to do. */
export class DatabaseFailure extends Error {
  readonly remedy: string

  constructor(cause: string, remedy: string) {
    super(cause)
    this.name = 'DatabaseFailure'
    this.remedy = remedy
  }
}

/** What PostgreSQL wrote to its log since `from`, so that a failure is judged by its own words, not by old ones. */
export function logSince(path: string, from: number): string {
  const size = sizeOf(path)
  const start = Math.max(from, size - LOG_TAIL_BYTES_MAX)
  const text = Buffer.alloc(Math.max(0, size - start))
  if (text.length === 0) return ''
  const file = openSync(path, 'r')
  try {
    readSync(file, text, 0, text.length, start)
  } finally {
    closeSync(file)
  }
  return text.toString('utf8')
}

/** Where the log ends now; 0 when there is none yet. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** Turns the last words of PostgreSQL or initdb into a cause and a remedy. */
export function explain(words: string, where: { folder: string; log: string }): DatabaseFailure {
  if (/no space left on device|could not extend file.*disk full/i.test(words)) {
    return new DatabaseFailure(
      `The disk that holds ${where.folder} is full.`,
      'Free some space on it and start again; nothing that was confirmed is lost.',
    )
  }
  if (/cannot allocate memory|could not map anonymous shared memory/i.test(words)) {
    return new DatabaseFailure(
      'PostgreSQL did not get the 300 MB of memory it asks for.',
      'Close other programs, or give this container more memory, and start again.',
    )
  }
  if (/permission denied|wrong ownership|read-only file system/i.test(words)) {
    return new DatabaseFailure(
      `PostgreSQL may not write to ${where.folder}.`,
      'Start as the user who owns that folder, or give another one with --data DIR.',
    )
  }
  // ENOENT of a program that is there: its loader is not, which is how a Linux without glibc shows itself.
  if (/error while loading shared libraries|GLIBC_|ENOENT/.test(words)) {
    return new DatabaseFailure(
      `This system cannot run the programs of PostgreSQL: ${lastLine(words)}`,
      'Use a Linux with glibc 2.28 or newer (Debian 10, Ubuntu 20.04, RHEL 8, or later).',
    )
  }
  return new DatabaseFailure(
    `PostgreSQL did not start: ${lastLine(words) || 'it left no message'}`,
    `Its log is ${where.log}.`,
  )
}

/** The same for anything thrown on the way: what the file system refused is told like what PostgreSQL was refused. */
export function asFailure(error: unknown, where: { folder: string; log: string }): unknown {
  const isSystemError = error instanceof Error && 'syscall' in error
  return isSystemError ? explain(error.message, where) : error
}

function lastLine(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== '')
  const line = lines.findLast((candidate) => /FATAL|PANIC|error/i.test(candidate)) ?? lines.at(-1) ?? ''
  return line.replace(/^.*?\[\d+\] /, '')
}
