import { recordFaultsSuite } from './record-faults.suite.ts';

recordFaultsSuite('embedded', async () => undefined);
