/**
 * How our PostgreSQL is tuned: a laptop of two cores, many small writes, at most 400 MB for all of it.
 * They go on the command line, so that no file keeps the settings of an older version alive.
 */
import { dirname, join } from 'node:path'

/** What fits into a socket's address on macOS, less than on Linux. */
const SOCKET_PATH_BYTES_MAX = 103

const SETTINGS: Readonly<Record<string, string>> = {
  // By this a cluster says that it is all ours, and that nobody else has to get into it.
  cluster_name: 'rialto',

  // Only this machine, only with the password.
  listen_addresses: '127.0.0.1',

  // Memory. Parallel queries and spare workers would take it from eighteen services' pools.
  shared_buffers: '160MB',
  huge_pages: 'off',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  max_connections: '200',
  max_worker_processes: '2',
  max_logical_replication_workers: '0',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  io_method: 'sync',
  temp_file_limit: '1GB',

  // What is acknowledged is on the disk. Everything else here makes that cheaper, nothing makes it weaker.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',

  // Rare checkpoints: each one makes the next change of every page write that whole page to the log.
  checkpoint_timeout: '15min',
  max_wal_size: '2GB',
  min_wal_size: '512MB',
  wal_buffers: '16MB',
  // This build knows only pglz, which costs more processor than the disk it saves is worth on two cores.
  wal_compression: 'off',
  max_wal_senders: '2',

  // Hot small tables (stock, outbox, sagas) are rewritten all day: clean them soon and quickly. Large ones
  // seldom: at 2 % the cleaning took a ninth of the processor that orders cost, at 20 % next to none.
  autovacuum_max_workers: '2',
  autovacuum_naptime: '15s',
  autovacuum_vacuum_scale_factor: '0.2',
  autovacuum_analyze_scale_factor: '0.2',
  autovacuum_vacuum_cost_limit: '2000',
  autovacuum_work_mem: '32MB',

  // Short statements on data that fits in memory.
  jit: 'off',
  random_page_cost: '1.1',
  effective_cache_size: '1GB',
  track_io_timing: 'off',

  // A forgotten transaction would hold back cleaning, and the relays that wait for older ones, for ever.
  idle_in_transaction_session_timeout: '60s',

  // Quiet and free of personal data: the services log refusals themselves, DETAIL lines quote the row.
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_line_prefix: '%m [%p] ',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

/** The arguments of `postgres` for this folder; `changes` wins over our own settings. */
export function postgresArguments(
  cluster: string,
  port: number,
  changes: Readonly<Record<string, string>>,
): string[] {
  const folder = socketFolder(dirname(cluster)) ?? ''
  const settings = { ...SETTINGS, unix_socket_directories: folder, ...changes, port: String(port) }
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/**
 * Where the server's socket lies: a way that costs the order path a tenth less processor than TCP
 * (docs/decisions/0010-unix-socket.md). Undefined where there is none, or its path would be too long.
 */
export function socketFolder(home: string): string | undefined {
  const longest = join(home, '.s.PGSQL.65535')
  const fits = Buffer.byteLength(longest) <= SOCKET_PATH_BYTES_MAX && !home.includes(',')
  return process.platform !== 'win32' && fits ? home : undefined
}
