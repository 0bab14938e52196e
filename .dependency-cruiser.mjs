// Who may import whom (ARCHITECTURE.md): a path says what a file may import, and this check enforces it.

/** Everything under `from` may import only itself, packages and these folders. */
const only = (from, ...allowed) => ({
  name: `${from}-imports-only-${allowed.length ? allowed.join('-') : 'itself'}`.replaceAll('/', '.'),
  severity: 'error',
  from: { path: `^${from}/` },
  to: {
    path: '^(backend|desktop|tests|scripts)/',
    pathNot: [`^${from}/`, ...allowed.map((folder) => `^${folder}/`)],
  },
});

/** Siblings in a folder do not know each other. */
const apart = (folder) => ({
  name: `no-sibling-imports-in-${folder}`.replaceAll('/', '.'),
  severity: 'error',
  from: { path: `^${folder}/([^/]+)/` },
  to: { path: `^${folder}/([^/]+)/`, pathNot: `^${folder}/$1/` },
});

/** A folder is entered through its index; its own files and tests may go anywhere in it. */
const throughIndex = (folder) => ({
  name: `${folder}-only-through-its-index`.replaceAll('/', '.'),
  severity: 'error',
  from: { path: '^(backend|desktop)/', pathNot: `^${folder}/` },
  to: {
    path: `^${folder}/`,
    pathNot: [
      `^${folder}/index\\.ts$`,
      '^backend/contract/documents/index\\.ts$',
      '^desktop/client/browser\\.ts$',
    ],
  },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.config\\.ts$', '^tests/', '^scripts/'] },
      to: {},
    },
    only('backend/contract'),
    only('backend/ports', 'backend/contract'),
    only('backend/core', 'backend/ports', 'backend/contract'),
    only('backend/adapters', 'backend/ports', 'backend/contract'),
    only('backend/stomp'),
    only('backend/runtime', 'backend/contract', 'backend/ports'),
    only(
      'backend/services',
      'backend/core',
      'backend/ports',
      'backend/runtime',
      'backend/contract',
      'backend/stomp',
    ),
    only('desktop/client', 'backend/contract'),
    only('desktop/ipc', 'backend/contract'),
    only('desktop/preload', 'desktop/ipc'),
    only('desktop/main', 'desktop/ipc', 'desktop/client', 'backend/contract'),
    only('desktop/renderer', 'desktop/ipc', 'desktop/client', 'backend/contract', 'resources'),
    apart('backend/services'),
    apart('backend/adapters'),
    apart('backend/core'),
    apart('desktop/renderer/features'),
    ...['contract', 'ports', 'stomp', 'runtime'].map((folder) => throughIndex(`backend/${folder}`)),
    throughIndex('desktop/client'),
    throughIndex('desktop/ipc'),
    {
      name: 'only-engines-picks-adapters',
      severity: 'error',
      from: { path: '^(backend|desktop)/', pathNot: ['^backend/engines\\.ts$', '^backend/adapters/'] },
      to: { path: '^backend/adapters/' },
    },
    {
      name: 'no-product-code-to-tests',
      severity: 'error',
      from: { path: '^(backend|desktop)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^tests/' },
    },
    {
      name: 'electron-only-in-the-shell',
      severity: 'error',
      from: { path: '^(backend|desktop)/', pathNot: '^desktop/(main|preload)/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'the-core-does-no-input-or-output',
      severity: 'error',
      from: { path: '^backend/(core|contract|ports)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(node:)?(fs|net|http|https|http2|dgram|tls|child_process|worker_threads|sqlite|dns|os)(/|$)',
      },
    },
    {
      name: 'no-dev-packages-in-the-backend',
      severity: 'error',
      from: { path: '^backend/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    exclude: { path: '\\.(css|svg|json)$' },
  },
};
