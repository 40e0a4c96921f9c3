/** Which process PostgreSQL is, asked of itself. */
import pg from 'pg'

export type Postmaster = { readonly pid: number | undefined; readonly version: string }

/** Throws where the account may not connect; the process is undefined where it may not tell, or runs elsewhere. */
export async function postmasterOf(adminUrl: string): Promise<Postmaster> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    )
    const told = await client
      .query<{ pid: string }>(`select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`)
      .catch(() => undefined)
    const pid = Number(told?.rows[0]?.pid)
    return { pid: pid > 0 ? pid : undefined, version: rows[0]?.version ?? 'unknown' }
  } finally {
    await client.end()
  }
}
