import { describe } from 'node:test';
import type { EventLog } from '../../backend/ports/index.ts';
import { appendTests } from './event-log-append.ts';
import { catchingUpTests } from './event-log-catching-up.ts';
import { deliveryTests } from './event-log-delivery.ts';
import { ephemeralTests } from './event-log-ephemeral.ts';
import { groupTests } from './event-log-groups.ts';
import { startTests } from './event-log-starts.ts';
import { type Open, subject } from './subject.ts';

/** The contract of EventLog. */
export function eventLogSuite(name: string, open: Open<EventLog>): void {
  describe(`EventLog: ${name}`, () => {
    const { port, reopen } = subject(open);
    appendTests(port);
    deliveryTests(port);
    groupTests(port);
    startTests(port, reopen);
    catchingUpTests(port);
    ephemeralTests(port, reopen);
  });
}
