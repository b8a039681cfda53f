// Endpoint meets deed: enrolment and order classes.
import type { FilePurpose } from '#platform/server/files.ts';
import { handle, handleFile, type Route } from '#platform/server/http.ts';
import {
  admit,
  answerMyself,
  applyMyself,
  enter,
  enterPromise,
  exportTrainees,
  invite,
  judgeTrainees,
  listCandidates,
  listOpen,
  listOrders,
  listPromises,
  listTrainees,
  markFinished,
  ORDER,
  PROMISE_FILE,
  readMine,
  readOrder,
  saveOrder,
  signOrder,
  stepEnrolment,
} from '../../contract.ts';
import { promise, save, sign } from '../orders/deeds.ts';
import { listAll, listByEmployer } from '../orders/lists.ts';
import { readOne } from '../orders/read.ts';
import type { TrainingParts } from '../parts.ts';
import { admitMany, finishMany } from './admit.ts';
import { enterMany, inviteMany, stepOne } from './deeds.ts';
import { judgeMany, listFitting, listPeople } from './lists.ts';
import { answerOwn, apply, listOpenClasses, readOwn } from './mine.ts';
import { exportSheet, prepareSheet } from './sheetOut.ts';

export const enrolmentRoutes = (parts: TrainingParts): readonly Route[] => [
  handle(listTrainees, listPeople),
  handleFile(exportTrainees, prepareSheet, exportSheet),
  handle(judgeTrainees, judgeMany),
  handle(listCandidates, listFitting),
  handle(invite, inviteMany),
  handle(enter, enterMany),
  handle(admit, admitMany),
  handle(markFinished, finishMany),
  handle(stepEnrolment, (call, { enrolmentId, ...step }) => stepOne(call, enrolmentId, step)),
  handle(readMine, readOwn(parts)),
  handle(listOpen, listOpenClasses),
  handle(applyMyself, apply),
  handle(answerMyself, answerOwn),
  handle(readOrder, readOne(parts)),
  handle(saveOrder, save(parts)),
  handle(signOrder, sign(parts)),
  handle(enterPromise, promise(parts)),
  handle(listOrders, listAll),
  handle(listPromises, listByEmployer),
];

/** Scans of intents, agreements and proofs of practice: read by whoever may see that trainee in that class. */
export const promisePurpose: FilePurpose = {
  name: PROMISE_FILE,
  summary: { zh: '订单班承诺的凭据', en: 'Evidence of promises of an order class' },
  limit: 10 * 1024 * 1024,
  types: ['pdf', 'jpeg', 'png'],
  can: ORDER,
  may: async (db, _actor, file) =>
    (await db.selectFrom('trainingPromiseDeed').select('enrolmentId').where('fileId', '=', file.id).limit(1).execute()).length > 0,
};
