/** The health check of Maru's containers: ends with 0 when the server in this container can do its work. */
const url = `http://127.0.0.1:${process.env.MARU_HEALTH_PORT}/readyz`;
const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch((error: Error) => error);
if (answer instanceof Error || !answer.ok) {
  const reason = answer instanceof Error ? (answer.cause ?? answer) : await answer.text();
  console.error(`${url}: ${reason}`);
  process.exit(1);
}
process.exit(0);
