import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { light } from './vite.light.ts';

/** The big screen: a bundle of its own, so that a hall's computer loads none of the console. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/screen'),
  base: '/screen/',
  resolve: { alias: light },
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'dist/screen'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 2048,
  },
});
