import { EngineSetupError, EngineUnavailable, RecordTooLarge } from '../../ports/index.ts';

/** Something that trying again will not mend: an operator has to. `message` says what, in one line. */
export class KafkaSetupError extends EngineSetupError {
  override readonly name = 'KafkaSetupError';
}

/** What the brokers refuse for good, by Kafka's names, in words for whoever runs them. */
const refusals: Record<string, string> = {
  INVALID_SESSION_TIMEOUT:
    'the session timeout is outside of what the brokers allow: set their group.min.session.timeout.ms, or session-timeout in the URL',
  TOPIC_AUTHORIZATION_FAILED: 'this login may not use the topic',
  GROUP_AUTHORIZATION_FAILED: 'this login may not use the consumer group',
  CLUSTER_AUTHORIZATION_FAILED: 'this login may not do that on the cluster',
  SASL_AUTHENTICATION_FAILED: 'the brokers do not accept the login of the URL',
  UNSUPPORTED_SASL_MECHANISM: 'the brokers do not offer that mechanism: set mechanism in the URL',
  INVALID_REPLICATION_FACTOR: 'there are not enough brokers for that many replicas',
  POLICY_VIOLATION: 'a policy of the brokers forbids it',
  MESSAGE_TOO_LARGE: 'a record is larger than the brokers take (message.max.bytes)',
  RECORD_LIST_TOO_LARGE: 'a record is larger than the brokers take (segment.bytes)',
  INVALID_TIMESTAMP: "this machine's clock is too far from the brokers'",
  INVALID_RECORD: 'the record is not valid for its topic',
};

const trust =
  "Nobody vouches for the brokers' certificate here: name the PEM file of its authority in NODE_EXTRA_CA_CERTS.";
const usualAdvice = 'Check that the brokers run and can be reached from here.';

/** What helps while the brokers are away, by the code or the name of what went wrong. */
const advices: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: trust,
  SELF_SIGNED_CERT_IN_CHAIN: trust,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: trust,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: trust,
  CERT_HAS_EXPIRED: "Renew the brokers' certificate.",
  ERR_TLS_CERT_ALTNAME_INVALID: 'Name the brokers in the URL as their certificate does.',
  KafkaJSConnectionClosedError:
    'Check that the brokers run, and whether they want tls=1 or a login in the URL: those that do hang up on whoever comes without.',
};

interface KafkaFailure {
  name?: string;
  code?: unknown;
  type?: string;
  message?: string;
  cause?: unknown;
}

/** The names of an error and of what it was made from: kafkajs wraps what it gives up on. */
function* failuresOf(error: unknown): Generator<KafkaFailure> {
  let failure = error as KafkaFailure | undefined;
  for (let depth = 0; failure && typeof failure === 'object' && depth < 5; depth++) {
    yield failure;
    failure = failure.cause as KafkaFailure | undefined;
  }
}

/** Kafka's name for what went wrong, such as MESSAGE_TOO_LARGE, if it came from a broker. */
export function kafkaErrorType(error: unknown): string | undefined {
  for (const { type, name } of failuresOf(error)) {
    if (name === 'KafkaJSSASLAuthenticationError') return 'SASL_AUTHENTICATION_FAILED';
    if (type) return type;
  }
  return undefined;
}

/** Whether the brokers do not take a request because of its size. */
export const isTooLarge = (error: unknown): boolean =>
  ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'].includes(kafkaErrorType(error) ?? '');

/** Whether trying again is of no use. */
export function isRefusal(error: unknown): boolean {
  return error instanceof KafkaSetupError || Object.hasOwn(refusals, kafkaErrorType(error) ?? '');
}

/** What the callers of the port are told: a refusal in words, or that the engine is away. */
export function engineError(cause: unknown, brokers: readonly string[]): Error {
  if (cause instanceof KafkaSetupError || cause instanceof EngineUnavailable) return cause;
  if (cause instanceof RecordTooLarge) return cause;
  const type = kafkaErrorType(cause) ?? '';
  if (isTooLarge(cause)) return new RecordTooLarge(`Kafka refuses (${type}): ${refusals[type]}.`, { cause });
  if (isRefusal(cause)) return new KafkaSetupError(`Kafka refuses (${type}): ${refusals[type]}.`, { cause });
  return new EngineUnavailable(
    `Kafka is away (${brokers.join(', ')}): ${reasonOf(cause)}. ${adviceFor(cause)}`,
    { cause },
  );
}

function adviceFor(cause: unknown): string {
  for (const { code, name } of failuresOf(cause)) {
    const advice = advices[String(code)] ?? advices[String(name)];
    if (advice) return advice;
  }
  return usualAdvice;
}

/** kafkajs stumbles over its own state now and then while brokers come and go; that says nothing to anybody. */
function reasonOf(cause: unknown): string {
  const said = cause instanceof Error && !(cause instanceof TypeError) ? cause.message : '';
  return said.replace(/\s+/g, ' ').replace(/\.$/, '') || 'no answer';
}
