// The contract for programs, made from the route table and the zod schemas of its answers.
import { z } from 'zod'
import type { Route, RouteApi, RouteParameter } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'

type Json = Readonly<Record<string, unknown>>

/** An OpenAPI 3.1 document of every route that says what it answers. */
export function openApi(routes: readonly Route[], origin: string, words: Words): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operationsOf(routes, words)) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationJson(operation) }
  }
  const tags = [...new Set(operationsOf(routes, words).map(({ tag }) => tag))].map((name) => ({
    name,
    description: tagName(words, name),
  }))
  return {
    openapi: '3.1.0',
    info: { title: words('web.api.title'), version: '1', description: words('web.api.about') },
    servers: [{ url: origin }],
    tags,
    // A key is never needed: the empty requirement says so.
    security: [{}, { key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: words('web.api.key') } },
      schemas: { Problem: schemaOf(problem) },
      responses: {
        Problem: {
          description: words('web.api.problem'),
          headers: { 'Retry-After': { schema: { type: 'integer' }, description: words('web.api.retryAfter') } },
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

/** A tag in words; that of a service which has none yet is its own name. */
export function tagName(words: Words, tag: string): string {
  return words.has(`web.api.tag.${tag}`) ? words(`web.api.tag.${tag}`) : tag
}

/** What is answered when it is not what was asked for (RFC 9457). */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  fields: z.array(z.object({ name: z.string(), detail: z.string() })).optional(),
  reference: z.string().optional(),
})

export interface Operation {
  method: 'get' | 'post'
  /** With parameters in braces. */
  path: string
  summary: string
  tag: string
  scope: string
  type: string
  parameters: Parameter[]
  /** The schema of what is sent; null where nothing is. */
  request: Json | null
  answer: Json
}

export interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  schema: Json
  description: string
  example: string | null
}

/** Every route that is part of the contract, in the order of addresses. */
export function operationsOf(routes: readonly Route[], words: Words): Operation[] {
  return routes
    .flatMap((route) => (route.api ? [operationOf(route, route.api, words)] : []))
    .sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))
}

function operationOf(route: Route, api: RouteApi, words: Words): Operation {
  const path = pathOf(route)
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return {
    method: route.method === 'GET' ? 'get' : 'post',
    path,
    ...{ summary: words(api.summary), tag: api.tag, scope: api.scope ?? 'read', type: api.type ?? 'application/json' },
    parameters: [
      ...inPath.map((name) => parameterOf(name, 'path', api.parameters?.[name], words)),
      ...route.query.map((name) => parameterOf(name, 'query', api.parameters?.[name], words)),
    ],
    request: api.request ? schemaOf(api.request, 'input') : null,
    answer: schemaOf(api.answer),
  }
}

/** The address with its parameters in braces; what follows a `*` is named after the folder before it. */
function pathOf({ path }: Route): string {
  return path.replaceAll(/:(\w+)/g, '{$1}').replace(/(\w+)\/\*$/, '$1/{$1}')
}

function parameterOf(
  name: string,
  place: 'path' | 'query',
  known: RouteParameter | undefined,
  words: Words,
): Parameter {
  const schema = typeof known?.schema === 'function' ? known.schema() : known?.schema
  return {
    ...{ name, in: place, required: place === 'path' },
    schema: schema ? schemaOf(schema) : { type: 'string' },
    description: known?.about === undefined ? '' : words(known.about),
    example: known?.example ?? null,
  }
}

function operationJson({ summary, tag, scope, type, parameters, request, answer }: Operation): Json {
  return {
    summary,
    tags: [tag],
    ...(scope === 'read' ? {} : { 'x-scope': scope }),
    ...(parameters.length > 0 ? { parameters: parameters.map(parameterJson) } : {}),
    ...(request
      ? { requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: request } } } }
      : {}),
    responses: {
      200: { description: 'OK', content: { [type]: { schema: answer } } },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function parameterJson({ description, example, ...rest }: Parameter): Json {
  return {
    ...rest,
    ...(description === '' ? {} : { description }),
    ...(example === null ? {} : { example: exampleFor(rest.schema, example) }),
  }
}

function exampleFor(schema: Json, example: string): string | number {
  return schema.type === 'integer' || schema.type === 'number' ? Number(example) : example
}

// The document says for all its schemas at once which dialect they are in.
function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
