import { routes } from '#composition.ts';
import { openapi } from '#platform/server/openapi.ts';

export const openapiText = async (): Promise<string> => `${JSON.stringify(openapi(routes.map((r) => r.endpoint)), null, 1)}\n`;
