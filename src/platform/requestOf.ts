import type { AnyEndpoint } from './contract.ts';

/** Path, query and body of a call from the endpoint's one input object; the same for pages, programs and tests. */
export const requestOf = (
  endpoint: AnyEndpoint,
  input: Readonly<Record<string, unknown>>,
): { readonly url: string; readonly body?: string } => {
  const rest = { ...input };
  let path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  if (endpoint.method !== 'GET' && endpoint.method !== 'DELETE' && !endpoint.takesFile)
    return { url: `/api${path}`, body: JSON.stringify(rest) };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  if (query.size) path += `?${query}`;
  return { url: `/api${path}` };
};
