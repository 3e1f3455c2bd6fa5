import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { VitePWA } from 'vite-plugin-pwa';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** What the service worker keeps for offline: the two pages and what they load at once. The viewer comes when it is used. */
const shell = new Set(['index.html', 'callback.html']);

function noteShellFiles(): Plugin {
  return {
    name: 'note-shell-files',
    generateBundle(_options, bundle) {
      const note = (fileName: string) => {
        const output = bundle[fileName];
        if (shell.has(fileName) || output?.type !== 'chunk') return;
        shell.add(fileName);
        for (const imported of output.imports) note(imported);
        for (const css of output.viteMetadata?.importedCss ?? []) shell.add(css);
      };
      for (const output of Object.values(bundle)) if (output.type === 'chunk' && output.isEntry) note(output.fileName);
    },
  };
}

export default defineConfig({
  root: 'src/web',
  publicDir: resolve(import.meta.dirname, 'public'),
  resolve: {
    alias: [{ find: /^zod$/, replacement: resolve(import.meta.dirname, 'src/web/app/zod-without-eval.ts') }],
  },
  // Cornerstone's decode worker shares codecs between chunks, which only module workers can do.
  worker: { format: 'es' },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Nothing happens by importing these: a bundle gets what it uses of them, not the whole reader of DICOM for one code.
      treeshake: { moduleSideEffects: (id) => !/\/src\/(core|web\/viewport\/geometry)\//.test(id) },
      input: {
        index: resolve(import.meta.dirname, 'src/web/index.html'),
        // Where the identity provider sends a hidden frame or a pop-up back to.
        callback: resolve(import.meta.dirname, 'src/web/callback.html'),
      },
    },
  },
  plugins: [
    react(),
    noteShellFiles(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['*.html', 'assets/*.{js,css}'],
        manifestTransforms: [(entries) => ({ manifest: entries.filter(({ url }) => shell.has(url)), warnings: [] })],
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
      },
    }),
  ],
  test: {
    root: import.meta.dirname,
    include: ['src/**/*.test.{ts,tsx}'],
    // Component tests ask for jsdom with a comment on their first line; everything else runs in Node.
    environment: 'node',
    testTimeout: 20_000,
  },
});
