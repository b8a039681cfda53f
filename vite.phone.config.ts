import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { light } from './vite.light.ts';

/** /phone/sw.js: knows the files of this very build by name. */
const serviceWorker = (): Plugin => ({
  name: 'wengang-service-worker',
  apply: 'build',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle)
      .map((f) => f.fileName)
      .filter((f) => f.startsWith('assets/'))
      .sort()
      .map((f) => `/phone/${f}`);
    const source = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'src/phone/serviceWorker.ts'), 'utf8'));
    const kept = [...files, '/phone/manifest.webmanifest', '/phone/icon-192.png', '/favicon.svg'];
    const version = createHash('sha256').update(source).update(kept.join()).digest('hex').slice(0, 12);
    this.emitFile({
      type: 'asset',
      fileName: 'sw.js',
      source: source.replaceAll('__VERSION__', JSON.stringify(version)).replaceAll('__FILES__', JSON.stringify(kept)),
    });
  },
});

/** The phone: a bundle of its own, light enough for a slow network. */
export default defineConfig({
  resolve: { alias: light },
  root: join(import.meta.dirname, 'src/phone'),
  base: '/phone/',
  plugins: [react(), serviceWorker()],
  build: {
    outDir: join(import.meta.dirname, 'dist/phone'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 2048,
  },
});
