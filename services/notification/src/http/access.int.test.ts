import { itGuardsItsRoutes } from '@yuanqu/service-kit/guarded-routes';
import type { Guard } from '@yuanqu/service-kit/testing';
import { afterAll, beforeAll } from 'vitest';
import { type RunningNotification, runningNotification } from '../testing/running-notification.ts';

let notification: RunningNotification;
beforeAll(async () => {
  notification = await runningNotification();
});
afterAll(() => notification?.stop());

/** Every route and the right it takes in the district's table. A route that is missing here fails the test. */
const guards = {
  'GET /openapi.json': 'public',
  'GET /inbox': 'read inbox',
  'GET /inbox/counts': 'read inbox',
  'GET /inbox/:id': 'read inbox',
  'POST /inbox/:id/read': 'write inbox',
  'POST /inbox/:id/acknowledge': 'write inbox',
  'GET /stream': 'read inbox',
  'GET /deliveries': 'read inbox',
  'GET /deliveries/:id': 'read inbox',
  'POST /deliveries/:id/retry': 'write dead-letters',
  'POST /delivery-replays': 'write dead-letters',
  'GET /dead-addresses': 'read inbox',
  'GET /addresses': 'read inbox',
  'PUT /addresses/email': 'write inbox',
  'PUT /addresses/sms': 'write inbox',
  'PUT /addresses/webhook': 'write inbox',
  'POST /addresses/webhook/secrets': 'write inbox',
  'DELETE /addresses/:channel': 'write inbox',
  'GET /robots': 'read tasks',
  'POST /robots': 'write tasks',
  'PUT /robots/:id': 'write tasks',
  'DELETE /robots/:id': 'write tasks',
  'GET /schedule': 'read inbox',
  'PUT /schedule': 'write inbox',
  'GET /robots/:id/schedule': 'read tasks',
  'PUT /robots/:id/schedule': 'write tasks',
  'GET /absences': 'read inbox',
  'POST /absences': 'write inbox',
  'DELETE /absences/:id': 'write inbox',
  'GET /deputy-candidates': 'read inbox',
  'GET /officials/:person/absences': 'read accounts',
  'POST /officials/:person/absences': 'write accounts',
  'DELETE /officials/:person/absences/:id': 'write accounts',
  'GET /officials/:person/deputy-candidates': 'read accounts',
  'GET /robot-templates': 'read policies',
  'PUT /robot-templates/:eventType/:language': 'decide policies',
  'DELETE /robot-templates/:eventType/:language': 'decide policies',
  'GET /acknowledgement-rules': 'read policies',
  'POST /acknowledgement-rules': 'decide policies',
  'PUT /acknowledgement-rules/:id': 'decide policies',
  'DELETE /acknowledgement-rules/:id': 'decide policies',
  'GET /sms-templates': 'read policies',
  'PUT /sms-templates/:eventType/:language': 'decide policies',
  'DELETE /sms-templates/:eventType/:language': 'decide policies',
  'GET /supervision': 'read tasks',
  'GET /supervision/:id': 'read tasks',
  'GET /rules': 'read policies',
  'POST /rules': 'decide policies',
  'PUT /rules/:id': 'decide policies',
  'DELETE /rules/:id': 'decide policies',
  'POST /audience-previews': 'decide policies',
  'GET /event-types': 'read policies',
  'GET /templates': 'read policies',
  'PUT /templates/:eventType/:language': 'decide policies',
  'POST /template-previews': 'decide policies',
  'GET /mails': 'read inbox',
  'GET /mails/:id': 'read inbox',
  'GET /ops/dead-letters': 'read dead-letters',
  'POST /ops/dead-letters/:id/replay': 'write dead-letters',
  'POST /ops/dead-letters/:id/discard': 'write dead-letters',
  'GET /ops/lag': 'read dead-letters',
  'GET /ops/jobs': 'read dead-letters',
  'GET /ops/jobs/:name/parked': 'read dead-letters',
  'POST /ops/jobs/:name/parked/:id/free': 'write dead-letters',
  'GET /audit': 'read audit',
  'GET /audit.csv': 'read audit',
  'GET /audit/check': 'read audit',
  'GET /audit/:sequence': 'read audit',
} as const satisfies Readonly<Record<string, Guard>>;

/** Followed up are operators and the rest, not the other way round: the table's column is of tasks at large. */
const alsoClosed = {
  'GET /officials/:person/absences': ['park-operator'],
  'POST /officials/:person/absences': ['park-operator'],
  'DELETE /officials/:person/absences/:id': ['park-operator'],
  'GET /officials/:person/deputy-candidates': ['park-operator'],
  'GET /ops/jobs/:name/parked': ['park-operator', 'operator-client'],
  'GET /supervision': ['park-operator', 'finance-officer', 'approver', 'assessor'],
  'GET /supervision/:id': ['park-operator', 'finance-officer', 'approver', 'assessor'],
} as const;

itGuardsItsRoutes(
  () => ({
    routes: notification.service.routes,
    base: `${notification.service.address}/api/notification/v1`,
    bearer: notification.bearer,
  }),
  guards,
  alsoClosed,
);
