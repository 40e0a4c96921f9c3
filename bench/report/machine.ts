/** What it was measured on, as rows of a table. */
import { cpus, release, totalmem, type as system } from 'node:os'

const GB = 1024 ** 3

export function machineRows(): string {
  const [cpu] = cpus()
  return [
    `| machine | ${cpus().length} cores of ${cpu?.model.trim() ?? 'an unknown kind'}, ${Math.round(totalmem() / GB)} GB |`,
    `| system | ${system()} ${release()} |`,
    `| Node | ${process.version} |`,
  ].join('\n')
}
