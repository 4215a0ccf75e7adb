// The contract for programs, made from the route table and the zod schemas of its answers.
import { z } from 'zod'
import type { Route } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'

/** An OpenAPI 3.1 document of every route that has a JSON answer. */
export function openApi(routes: readonly Route[], origin: string, words: Words): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    if (!route.api) continue
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, route.api, words) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Italmas', version: '1', description: words('web.api.about') },
    servers: [{ url: origin }],
    paths,
  }
}

function operation(route: Route, api: NonNullable<Route['api']>, words: Words): object {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = route.query.map((name) => ({ name, in: 'query', required: false, schema: { type: 'string' } }))
  return {
    summary: words(api.summary),
    tags: [api.tag],
    ...(inPath.length + inQuery.length > 0 ? { parameters: [...inPath, ...inQuery] } : {}),
    ...(api.request
      ? {
          requestBody: {
            required: true,
            content: {
              'application/x-www-form-urlencoded': {
                schema: z.toJSONSchema(api.request, { io: 'input', unrepresentable: 'any' }),
              },
            },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'OK',
        content: { 'application/json': { schema: z.toJSONSchema(api.answer, { unrepresentable: 'any' }) } },
      },
      default: {
        description: 'Problem details (RFC 9457)',
        content: { 'application/problem+json': { schema: { type: 'object' } } },
      },
    },
  }
}
