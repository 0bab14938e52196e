import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** One build for all three parts of the desktop app; out/renderer is the web client as well. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rollupOptions: { input: 'desktop/main/index.ts', output: { format: 'es', entryFileNames: 'index.js' } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      // A sandboxed preload is CommonJS and one file.
      rollupOptions: {
        input: 'desktop/preload/index.ts',
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'desktop/renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      assetsInlineLimit: 0,
      // The web client loads it over the network; electron-vite leaves it as it is otherwise.
      minify: true,
      rollupOptions: { input: 'desktop/renderer/index.html' },
    },
  },
});
