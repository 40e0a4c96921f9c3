/** The one table: what is said of each promise, by its id. */
import { behaviours } from './checks/behaviour.ts'
import { commands } from './checks/commands.ts'
import { data } from './checks/data.ts'
import { events } from './checks/events.ts'
import { operating } from './checks/operating.ts'
import { pages } from './checks/pages.ts'
import { purchases } from './checks/purchase.ts'
import { routes } from './checks/routes.ts'
import { security } from './checks/security.ts'
import { topology } from './checks/topology.ts'
import { joined, type Verdicts } from './verdict.ts'

export const VERDICTS: Verdicts = joined([
  routes,
  events,
  data,
  security,
  purchases,
  behaviours,
  topology,
  commands,
  operating,
  pages,
])
