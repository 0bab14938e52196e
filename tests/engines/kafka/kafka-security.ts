import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const storePassword = 'changeit';
const security = 'org.apache.kafka.common.security';

/** The one login of a secured test cluster; characters that a URL has to escape are in it. */
const login = { username: 'maru', password: 'open:sesame/%@' };

/** TLS with a certificate of the cluster's own, and a login by each mechanism that Maru knows. */
export class KafkaSecurity {
  /** PEM; whoever connects has to trust it. */
  readonly certificate: string;
  /** The file of the certificate. */
  readonly trusted: string;
  readonly login = login;
  /** For the format of a broker's data folder: SCRAM logins lie in the metadata. */
  readonly formatArguments = ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
    '--add-scram',
    `${mechanism}=[name=${login.username},password=${login.password}]`,
  ]);
  readonly #keystore: string;

  private constructor(keystore: string, trusted: string, certificate: string) {
    this.#keystore = keystore;
    this.trusted = trusted;
    this.certificate = certificate;
  }

  /** Makes a key and its certificate for loopback, in a folder. */
  static async make(directory: string): Promise<KafkaSecurity> {
    const [keystore, trusted] = [join(directory, 'keys.p12'), join(directory, 'certificate.pem')];
    const store = [
      '-keystore',
      keystore,
      '-storetype',
      'PKCS12',
      '-storepass',
      storePassword,
      '-alias',
      'kafka',
    ];
    const names = ['-dname', 'CN=Maru tests', '-ext', 'san=ip:127.0.0.1,dns:localhost'];
    await run('keytool', ['-genkeypair', '-keyalg', 'EC', '-validity', '2', ...store, ...names]);
    await run('keytool', ['-exportcert', '-rfc', '-file', trusted, ...store]);
    return new KafkaSecurity(keystore, trusted, await readFile(trusted, 'utf8'));
  }

  /** Lines of server.properties that secure a listener. */
  properties(listener: string): string {
    const { username, password } = login;
    const name = `listener.name.${listener.toLowerCase()}`;
    const self = `username="${username}" password="${password}" user_${username}="${password}"`;
    return `sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=PLAIN
${name}.plain.sasl.jaas.config=${security}.plain.PlainLoginModule required ${self};
${name}.scram-sha-256.sasl.jaas.config=${security}.scram.ScramLoginModule required;
${name}.scram-sha-512.sasl.jaas.config=${security}.scram.ScramLoginModule required;
ssl.keystore.type=PKCS12
ssl.keystore.location=${this.#keystore}
ssl.keystore.password=${storePassword}
ssl.truststore.type=PEM
ssl.truststore.location=${this.trusted}`;
  }
}
