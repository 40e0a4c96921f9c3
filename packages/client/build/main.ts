/** `npm run build` in this folder: makes `dist`, a package of plain JavaScript and types that needs nothing else. */
import { buildPackage } from './build.ts'

const folder = buildPackage()
process.stdout.write(`${folder}\n`)
