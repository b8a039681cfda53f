import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Nothing from elsewhere, no inline script; antd writes its styles in <style> elements that carry the page's nonce. */
const csp = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const SECURITY: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()',
};

/** An HTML of ours, never kept, with a nonce of its own. */
const sendPage = (reply: FastifyReply, html: string): FastifyReply => {
  const nonce = randomBytes(16).toString('base64url');
  return reply
    .header('content-security-policy', csp(nonce))
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(html.replace('__NONCE__', nonce));
};

/** The big screen: an entry of its own below /screen, with its own hashed files. */
const addScreen = async (app: FastifyInstance, dist: string): Promise<void> => {
  const path = join(dist, 'index.html');
  if (!existsSync(path)) return;
  const html = readFileSync(path, 'utf8');
  await app.register(fastifyStatic, {
    root: join(dist, 'assets'),
    prefix: '/screen/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  });
  for (const url of ['/screen', '/screen/']) app.get(url, async (_request, reply) => sendPage(reply, html));
};

/** What a service worker may fetch follows from its own policy, not from the page's. */
const WORKER_POLICY = "default-src 'none'; connect-src 'self'";
/** The phone: an entry of its own below /phone/, with a service worker that makes it open without a network. */
const addPhone = async (app: FastifyInstance, dist: string): Promise<void> => {
  const path = join(dist, 'index.html');
  if (!existsSync(path)) return;
  const html = readFileSync(path, 'utf8');
  await app.register(fastifyStatic, {
    root: join(dist, 'assets'),
    prefix: '/phone/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  });
  const files = [
    ['sw.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['manifest.webmanifest', 'application/manifest+json; charset=utf-8', 'no-cache'],
    ['icon-192.png', 'image/png', 'public, max-age=86400'],
    ['icon-512.png', 'image/png', 'public, max-age=86400'],
  ] as const;
  for (const [name, type, keeping] of files) {
    const content = readFileSync(join(dist, name));
    app.get(`/phone/${name}`, async (_request, reply) =>
      reply.header('content-security-policy', WORKER_POLICY).header('cache-control', keeping).type(type).send(content),
    );
  }
  app.get('/phone', async (_request, reply) => reply.redirect('/phone/'));
  app.get('/phone/', async (_request, reply) => sendPage(reply, html));
};

/** The pages: hashed files for ever, the HTML never; every path that is not a file or an API is the shell's. `dist`: where each entry was built. */
export const addPages = async (
  app: FastifyInstance,
  dist: { readonly console: string; readonly screen: string; readonly phone: string },
): Promise<void> => {
  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(SECURITY)) if (!reply.hasHeader(name)) reply.header(name, value);
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  });
  await addScreen(app, dist.screen);
  await addPhone(app, dist.phone);
  const indexPath = join(dist.console, 'index.html');
  if (!existsSync(indexPath)) return;
  const index = readFileSync(indexPath, 'utf8');
  await app.register(fastifyStatic, {
    root: join(dist.console, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  });
  app.get('/favicon.svg', async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=86400')
      .type('image/svg+xml')
      .send(readFileSync(join(dist.console, 'favicon.svg'))),
  );
  app.route({
    method: 'GET',
    url: '/*',
    handler: async (request, reply) => {
      const path = request.url.split('?')[0]!;
      if (/^\/(api|assets|screen\/assets|phone\/assets)\//.test(path) || /\.[a-z0-9]{1,6}$/i.test(path)) return reply.callNotFound();
      return sendPage(reply, index);
    },
  });
};
