/** The gateway's own paths, which no contract declares. */
const ok = {
  description: 'Well',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['status'],
        properties: { status: { const: 'ok' } },
      },
    },
  },
} as const

const HEALTH = {
  type: 'object',
  required: ['status', 'services', 'time'],
  properties: {
    status: { type: 'string', enum: ['ok', 'degraded', 'down'] },
    services: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['status', 'latencyMs'],
        properties: { status: { type: 'string', enum: ['ok', 'down'] }, latencyMs: { type: 'number' } },
      },
    },
    time: { type: 'string', format: 'date-time' },
  },
} as const

const health = { content: { 'application/json': { schema: HEALTH } } } as const

const tooMany = { $ref: '#/components/responses/TooManyRequests' } as const
const operation = { tags: ['platform'], security: [{}] } as const

export const HEALTH_PATHS = {
  '/health': {
    get: {
      ...operation,
      operationId: 'platform.health',
      summary: 'How each service is; 503 when none can work',
      responses: {
        200: { description: 'At least one service works', ...health },
        429: tooMany,
        503: { description: 'None works', ...health },
      },
    },
  },
  '/health/live': {
    get: {
      ...operation,
      operationId: 'platform.live',
      summary: 'Whether the process is alive; restart it if not',
      responses: { 200: ok, 429: tooMany },
    },
  },
  '/health/ready': {
    get: {
      ...operation,
      operationId: 'platform.ready',
      summary: 'Whether the process wants requests now',
      responses: { 200: ok, 429: tooMany, 503: { $ref: '#/components/responses/Unavailable' } },
    },
  },
} as const
