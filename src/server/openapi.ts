import { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'

/** OpenAPI 3.1 of all endpoints, from their own shapes. */
export function openApi(endpoints: readonly Endpoint[]): object {
  return {
    openapi: '3.1.0',
    info: { title: '雁阵 Yanzhen', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorShape },
    },
    paths: Object.fromEntries(endpoints.map((endpoint) => [`/api/${endpoint.id}`, pathOf(endpoint)])),
  }
}

const errorShape = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      required: ['code', 'sentence'],
      properties: {
        code: { type: 'string' },
        sentence: { type: 'string' },
        facts: { type: 'object' },
        problems: { type: 'array', items: { type: 'object' } },
        id: { type: 'string' },
      },
    },
  },
}

function pathOf(endpoint: Endpoint): object {
  const operation = {
    operationId: endpoint.id,
    summary: endpoint.summary.en,
    'x-summary': endpoint.summary,
    description: describe(endpoint),
    security: endpoint.who === 'anonymous' ? [] : [{ bearer: [] }],
    responses: {
      200: answerOf(endpoint),
      default: {
        description: 'A rule, the permission or the shape said no.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
  const schema = z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' })
  if (endpoint.kind === 'read') {
    const parameter = { name: 'input', in: 'query', content: { 'application/json': { schema } } }
    return { get: { ...operation, parameters: [parameter] } }
  }
  const requestBody = endpoint.upload
    ? { content: { 'multipart/form-data': { schema: uploadShape(schema) } } }
    : { content: { 'application/json': { schema } } }
  return { post: { ...operation, requestBody } }
}

function describe({ summary, who }: Endpoint): string {
  return `${summary.zh}。${typeof who === 'string' ? who : `Roles: ${who.join(', ')}`}`
}

function uploadShape(input: object): object {
  return { type: 'object', properties: { input, file: { type: 'string', format: 'binary' } }, required: ['file'] }
}

function answerOf(endpoint: Endpoint): object {
  if (endpoint.download) return { description: 'A file.', content: { 'application/octet-stream': {} } }
  const schema = z.toJSONSchema(endpoint.output, { io: 'input', unrepresentable: 'any' })
  return { description: endpoint.summary.en, content: { 'application/json': { schema } } }
}
