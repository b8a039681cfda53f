import { openapi } from '#platform/server/openapi.ts';
import { routes } from '#composition.ts';

export const openapiText = async (): Promise<string> => `${JSON.stringify(openapi(routes.map((r) => r.endpoint)), null, 1)}\n`;
