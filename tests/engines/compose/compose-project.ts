import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv, promisify } from 'node:util';

const run = promisify(execFile);

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

export type Profile = 'full' | 'minimal';

/** What docker-compose.yml says of a service, in the form that docker compose gives everything. */
export interface Service {
  image: string;
  build?: { context: string };
  profiles?: readonly string[];
  command?: readonly string[] | null;
  entrypoint?: readonly string[] | null;
  environment?: Readonly<Record<string, string | null>>;
  healthcheck?: { test?: readonly string[]; disable?: boolean };
  depends_on?: Readonly<Record<string, { condition: string; required: boolean }>>;
  ports?: readonly { host_ip?: string; published?: string; target: number }[];
  networks?: Readonly<Record<string, unknown>>;
  volumes?: readonly { type: string; source?: string }[];
  user?: string;
  privileged?: boolean;
  read_only?: boolean;
  restart?: string;
  stop_grace_period?: string;
  cap_drop?: readonly string[];
  cap_add?: readonly string[];
  security_opt?: readonly string[];
  deploy?: { resources?: { limits?: { memory?: string; cpus?: number; pids?: number } } };
}

export interface Project {
  services: Readonly<Record<string, Service>>;
  networks: Readonly<Record<string, { internal?: boolean }>>;
  volumes: Readonly<Record<string, unknown>>;
}

/** A folder with docker-compose.yml and the .env that make-env.sh made for a profile; it disappears in the end. */
export class ComposeFolder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Without a profile: as somebody has it who did not run make-env.sh. */
  static async make(profile?: Profile): Promise<ComposeFolder> {
    const folder = new ComposeFolder(await mkdtemp(join(tmpdir(), 'maru-compose-')));
    await cp(join(repository, 'docker-compose.yml'), join(folder.path, 'docker-compose.yml'));
    await cp(join(repository, 'resources/containers'), join(folder.path, 'resources/containers'), {
      recursive: true,
    });
    if (profile) await folder.makeEnvironment(profile);
    return folder;
  }

  async makeEnvironment(profile: string): Promise<void> {
    await run(join(this.path, 'resources/containers/make-env.sh'), [profile]);
  }

  get environmentFile(): string {
    return join(this.path, '.env');
  }

  async environment(): Promise<Record<string, string>> {
    return parseEnv(await readFile(this.environmentFile, 'utf8')) as Record<string, string>;
  }

  /**
   * The file as docker compose would understand it here, read by its own library: checked against the specification's schema,
   * variables filled in, services of other profiles left out. Rejects with what is wrong; warnings count.
   */
  async read(): Promise<Project> {
    // No variables of this process: they would go before those of .env.
    const env = { PATH: process.env.PATH ?? '' };
    const { stdout, stderr } = await run(await loader(), [this.path], { env, maxBuffer: 2 ** 24 });
    if (stderr) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}

let built: Promise<string> | undefined;

/** The program of loader/, which Go builds. */
function loader(): Promise<string> {
  built ??= (async () => {
    const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'maru', 'compose');
    await mkdir(cache, { recursive: true });
    const [program, fresh] = [join(cache, 'loader'), join(cache, `loader-${process.pid}`)];
    const cwd = join(import.meta.dirname, 'loader');
    await run('go', ['build', '-mod=readonly', '-buildvcs=false', '-o', fresh, '.'], { cwd });
    // Test files run side by side: one may be using the program that another builds.
    await rename(fresh, program);
    return program;
  })();
  return built;
}
