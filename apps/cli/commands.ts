/** All commands, in the order in which the help lists them. */
import type { Command } from './arguments.ts'
import { backup, restore } from './commands/backup.ts'
import { migrate, reset, seed } from './commands/data.ts'
import { dlqDiscard, dlqList, dlqRetry } from './commands/dead-letters.ts'
import { demoOrder } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { eventsList, eventsTail } from './commands/events.ts'
import { health } from './commands/health.ts'
import { restart, start, stop } from './commands/lifecycle.ts'
import { logs } from './commands/logs.ts'
import { openapi } from './commands/openapi.ts'
import { ordersCancel, ordersDeliver, ordersList, ordersShip, ordersShow } from './commands/orders.ts'
import { productsExport, productsImport, productsList, productsShow } from './commands/products.ts'
import { demoRefusals } from './commands/refusals.ts'
import { login, logout, token } from './commands/session.ts'
import { shopCredentialShow } from './commands/shop-credential.ts'
import { status } from './commands/status.ts'
import { bench, test } from './commands/tools.ts'
import { createAdmin } from './commands/user.ts'
import { verify } from './commands/verify.ts'

export const COMMANDS: readonly Command[] = [
  start, stop, restart, status, health, logs, doctor,
  demoOrder, demoRefusals, login, logout, token,
  ordersList, ordersShow, ordersCancel, ordersShip, ordersDeliver,
  productsList, productsShow, productsExport, productsImport,
  createAdmin, shopCredentialShow,
  eventsTail, eventsList, dlqList, dlqRetry, dlqDiscard,
  migrate, seed, reset, backup, restore, verify,
  openapi, test, bench,
] // prettier-ignore

/** What somebody who sees the help for the first time may want to try. */
export const FIRST_EXAMPLES: readonly string[] = [
  'rialto start --detach',
  'rialto demo order',
  'rialto login --email admin@ecommerce.local',
  'rialto orders list --all',
  'rialto logs order -f',
  'rialto doctor --production',
]
