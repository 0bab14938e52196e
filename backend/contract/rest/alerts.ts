import { z } from 'zod';
import { alert } from '../alert.ts';
import { endpoint, pageLimit } from './endpoint.ts';

export const alertEndpoints = {
  alerts: endpoint({
    method: 'GET',
    path: '/alerts',
    access: 'user',
    summary: 'Alerts that the abuse detector sent to this user, the newest first',
    query: z.object({ limit: pageLimit }),
    status: 200,
    response: z.object({ alerts: z.array(alert) }),
    errors: [],
  }),
};
