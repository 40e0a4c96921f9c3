/** Commands of the documents. Those of Docker and of brokers wait for what they command. */
import { different, each, joined, later, pass, type Verdicts } from '../verdict.ts'
import { requestsOf } from './asking.ts'
import { templateCopied } from './settings.ts'
import { typed } from './typed.ts'

const COMPOSE = later('compose')

const ONE_CODEBASE = different(
  'there are no folders of Python services to enter',
  '`RIALTO_SERVICES=<name> npm start` runs one service as a process of its own (docs/operating.md)',
)

export const commands: Verdicts = joined([
  typed(
    '000-C001 000-C002 000-C003 000-C004 000-C005 000-C006 000-C007 000-C008 000-C010 000-C011 000-C012',
    'the target is made on an installation of its own, and does it',
  ),
  typed('000-C009', 'the target runs the tests, here those of one path of it'),
  each('004-C016', pass('the request is sent as written', requestsOf('004-R006'))),
  each('000-C013 000-C014 000-C015', COMPOSE),
  each(
    '001-C001 001-C002 001-C003 001-C004 001-C005 001-C006 001-C007 001-C008 001-C009 001-C012 001-C015',
    COMPOSE,
  ),
  each(
    '001-C010 004-C011',
    different('there is no MongoDB', 'products are in PostgreSQL: `psql` on the catalog database'),
  ),
  each('001-C011 004-C012', later('the Redis adapter')),
  each('001-C013 001-C014', later('the Kafka adapter')),
  typed(
    '002-C001 002-C002 002-C004 002-C005 002-C006 002-C007 002-C008 002-C009 002-C014',
    'the script runs on an installation of its own, and does it',
  ),
  each(
    '002-C003',
    different(
      'there are no folders of Python services to enter',
      '`make seed-service SERVICE=catalog`, or `npx rialto seed catalog`; so for identity and order',
    ),
  ),
  each('002-C010 002-C015 002-C016 002-C017 002-C018 002-C019 004-C003', ONE_CODEBASE),
  each('002-C020', later('support tickets')),
  each('002-C011 002-C012 002-C013', COMPOSE),
  each(
    '003-C001',
    different(
      'packages are locked by pnpm, which npm cannot read',
      '`npm start` and `npm test` install what is missing by themselves',
    ),
  ),
  { '003-C002': templateCopied },
  typed('003-C003', 'started with npm on an installation of its own, and ended'),
  typed(
    '003-C004 003-C005 003-C006 003-C007 003-C008 003-C009',
    'six processes started with npm on one database, and an order that goes through all of them',
  ),
  each('003-C010', later('the RabbitMQ adapter')),
  each(
    '004-C001 004-C002 004-C004 004-C005 004-C006 004-C007 004-C008 004-C009 004-C013 004-C014 004-C015',
    COMPOSE,
  ),
  each('004-C010', different('there is no MySQL', 'PostgreSQL: `psql` on the database of a service')),
])
