import type { Stage } from '../../e2e/stage.ts';
import type { Measurement } from '../measurement.ts';

/** Bytes over the network until somebody who was never here is logged in and sees their friends. */
export async function measureFirstLoad(stage: Stage): Promise<Measurement[]> {
  const person = await stage.person('처음 온 사람');
  const visitor = await stage.visitor();
  const network = await visitor.page.context().newCDPSession(visitor.page);
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await network.send('Network.enable');
  await network.send('Network.clearBrowserCache');
  await visitor.page.reload();
  await visitor.logIn(person.userId, person.password);
  await visitor.inside();
  return [
    {
      scenario: 'first load',
      name: 'everything until one is inside, KB',
      value: bytes / 1024,
      target: { most: 350 },
      note: 'as sent, gzip',
    },
  ];
}
