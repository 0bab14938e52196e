import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const here = import.meta.dirname;
const common = { configFile: false, logLevel: 'error', root } as const satisfies InlineConfig;

/** Builds the desktop app into `directory` in the form that Electron 9 can run: CommonJS, older syntax, a few polyfills. */
export async function buildLegacyApp(directory: string): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  await build({ ...forNode('main', join(here, 'main.ts'), directory), plugins: [oldElectron, oldSyntax] });
  await build(forNode('preload', join(root, 'desktop/preload/index.ts'), directory));
  await build(forPage(directory));
  await addPrelude(join(directory, 'renderer'));
  cpSync(join(root, 'resources/icons'), join(directory, 'resources/icons'), { recursive: true });
  const manifest = { name: 'maru', version: '0.1.0', main: 'main/index.cjs' };
  writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest));
}

const forNode = (part: string, input: string, directory: string): InlineConfig => ({
  ...common,
  define: { 'import.meta.dirname': '__dirname' },
  ssr: { noExternal: true, external: ['electron', 'electron-updater'] },
  build: {
    ssr: input,
    target: 'chrome83',
    outDir: join(directory, part),
    rolldownOptions: { output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false } },
  },
});

const forPage = (directory: string): InlineConfig => ({
  ...common,
  root: join(root, 'desktop/renderer'),
  base: './',
  plugins: [react(), oldSyntax],
  build: {
    target: 'chrome83',
    outDir: join(directory, 'renderer'),
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 10_000,
  },
});

/** A plain script, so that it runs before every module of the page. */
async function addPrelude(directory: string): Promise<void> {
  const output = { format: 'iife', entryFileNames: 'prelude.js' } as const;
  const rolldownOptions = { input: join(here, 'prelude.ts'), output };
  await build({
    ...common,
    build: { outDir: directory, emptyOutDir: false, target: 'chrome83', rolldownOptions },
  });
  const page = join(directory, 'index.html');
  const html = readFileSync(page, 'utf8');
  writeFileSync(page, html.replace('<head>', '<head><script src="./prelude.js"></script>'));
}

const stand = join(here, 'electron.ts');

/** Electron by way of the file beside, which alone sees the real one. */
const oldElectron: Plugin = {
  name: 'old-electron',
  enforce: 'pre',
  resolveId(id, importer) {
    if (id !== 'electron') return undefined;
    return importer === stand ? { id, external: true } : stand;
  },
};

/**
 * Node's modules without `node:`, which Node 12 does not know; and anything goes where a regular expression asks for what is an
 * emoji (flag v).
 */
const oldSyntax: Plugin = {
  name: 'old-syntax',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      chunk.code = chunk.code
        .replaceAll(/require\((["'`])node:fs\/promises\1\)/g, 'require("fs").promises')
        .replaceAll(/require\((["'`])node:/g, 'require($1')
        .replaceAll(/(?:new )?RegExp\((["'`])[^"'`]*\1, ?(["'`])v\2\)/g, '/^.+$/u');
    }
  },
};
