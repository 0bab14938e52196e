import { newReport, report } from '../report.ts';
import { endpoint } from './endpoint.ts';

export const reportEndpoints = {
  reportMessage: endpoint({
    method: 'POST',
    path: '/reports',
    access: 'user',
    summary: 'Report a message of somebody else to the administrators; again gives the first report',
    body: newReport,
    status: 201,
    response: report,
    errors: ['room_not_found', 'not_a_participant', 'message_not_found', 'message_unsent', 'forbidden'],
  }),
};
