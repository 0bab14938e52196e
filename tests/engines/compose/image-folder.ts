import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from './compose-project.ts';

const run = promisify(execFile);

/**
 * What the Dockerfile puts into the image, as a folder: its files and no others, and the packages without those for
 * development. It shows a server that would not start in the image because something was left out.
 */
export class ImageFolder implements AsyncDisposable {
  readonly path: string;
  readonly entrypoint: readonly string[];

  private constructor(path: string, entrypoint: readonly string[]) {
    this.path = path;
    this.entrypoint = entrypoint;
  }

  static async make(): Promise<ImageFolder> {
    const dockerfile = await readFile(join(repository, 'Dockerfile'), 'utf8');
    const entrypoint = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(dockerfile)?.[1] ?? '[]');
    const folder = new ImageFolder(await mkdtemp(join(tmpdir(), 'maru-image-')), entrypoint);
    if (!existsSync(join(repository, 'out/renderer')))
      await run('npm', ['run', 'build'], { cwd: repository });
    const copied = [...dockerfile.matchAll(/^COPY --from=build \/maru\/(\S+) (\S+)$/gm)];
    for (const [, from = '', to = ''] of copied) {
      if (from === 'node_modules') continue;
      const filter = (path: string) => !path.endsWith('.test.ts');
      await cp(join(repository, from), join(folder.path, to), { recursive: true, filter });
    }
    await folder.#installPackages();
    return folder;
  }

  async #installPackages(): Promise<void> {
    for (const name of ['package-lock.json', '.npmrc'])
      await cp(join(repository, name), join(this.path, name));
    const options = ['--omit=dev', '--ignore-scripts', '--prefer-offline'];
    await run('npm', ['ci', ...options], { cwd: this.path });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
