/** A program that only runs the embedded database, for tests that kill it. */
import { startEmbeddedPostgres } from '../embedded.ts'

const database = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' })
// Neither the database nor a listener for a signal keeps a program alive; the line to the test does.
process.channel?.ref()
process.send?.({ pid: database.pid, url: database.url })
process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)))
