import { z } from 'zod';
import { type AnyEndpoint, Download } from '../contract.ts';
import { platformProblems } from '../problem.ts';
import { VERSION } from './config.ts';

type Json = Record<string, unknown>;

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any', reused: 'inline' }) as Json;
  return rest;
};

const problemBody: Json = {
  type: 'object',
  required: ['type', 'code', 'status', 'title', 'text', 'details', 'requestId'],
  properties: {
    type: { type: 'string' },
    code: { type: 'string' },
    status: { type: 'integer' },
    title: { type: 'string' },
    text: { type: 'object', required: ['zh', 'en'], properties: { zh: { type: 'string' }, en: { type: 'string' } } },
    details: { type: 'object' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'rule', 'text'],
        properties: { path: { type: 'string' }, rule: { type: 'string' }, text: { type: 'object' } },
      },
    },
    requestId: { type: 'string' },
  },
};

/** OpenAPI 3.1 of all endpoints, from the same objects that registered them. Deterministic: sorted by path and method. */
export const openapi = (endpoints: readonly AnyEndpoint[]): Json => {
  const paths: Record<string, Json> = {};
  for (const e of [...endpoints].sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))) {
    const shape = jsonSchema(e.input, 'input');
    const properties = (shape.properties ?? {}) as Record<string, Json>;
    const required = new Set((shape.required as string[] | undefined) ?? []);
    const inPath = [...e.path.matchAll(/:(\w+)/g)].map((m) => m[1]!);
    const inQuery = e.method === 'GET' || e.method === 'DELETE' || e.takesFile;
    const parameters: Json[] = [
      ...inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } })),
      ...(inQuery
        ? Object.entries(properties)
            .filter(([name]) => !inPath.includes(name))
            .map(([name, schema]) => ({ name, in: 'query', required: required.has(name), schema }))
        : []),
    ];
    const bodyProperties = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name)));
    const problems = [...platformProblems, ...e.problems];
    const byStatus = new Map<number, typeof problems>();
    for (const p of problems) byStatus.set(p.status, [...(byStatus.get(p.status) ?? []), p]);
    const operation: Json = {
      operationId: e.id,
      summary: e.summary.en,
      description: e.summary.zh,
      tags: [e.id.split('.')[0]],
      'x-permission': e.can,
      ...(e.stepUp ? { 'x-step-up': true } : {}),
      parameters,
      ...(e.takesFile
        ? { requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } } }
        : !inQuery
          ? {
              requestBody: {
                required: true,
                content: {
                  'application/json': {
                    schema: { type: 'object', properties: bodyProperties, required: [...required].filter((r) => !inPath.includes(r)) },
                  },
                },
              },
            }
          : {}),
      responses: {
        200: {
          description: 'OK',
          content:
            e.output === Download
              ? { '*/*': { schema: { type: 'string', format: 'binary' } } }
              : { 'application/json': { schema: jsonSchema(e.output, 'output') } },
        },
        ...Object.fromEntries(
          [...byStatus]
            .sort(([a], [b]) => a - b)
            .map(([status, list]) => [
              status,
              {
                description: list.map((p) => `${p.code}: ${p.text.en}`).join('\n'),
                content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
              },
            ]),
        ),
      },
      security: e.can === 'public' ? [] : [{ session: [] }],
    };
    const path = `/api${e.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [e.method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.0',
    info: { title: '稳岗 Wengang', version: VERSION, description: 'Every refusal is problem+json with a sentence in Chinese and English.' },
    paths,
    components: { schemas: { Problem: problemBody }, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'wg_session' } } },
  };
};
