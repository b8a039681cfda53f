import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: join(import.meta.dirname, 'src/console'),
  base: '/',
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'dist/console'),
    emptyOutDir: true,
    manifest: true,
    chunkSizeWarningLimit: 4000,
    target: 'es2022',
    assetsInlineLimit: 2048,
  },
});
