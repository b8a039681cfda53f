// Endpoint meets deed.
import type { FilePurpose } from '#platform/server/files.ts';
import { type Constraints, handle, handleFile, type Route } from '#platform/server/http.ts';
import {
  AGREEMENT_FILE,
  addGroup,
  answerEnd,
  checkAgreement,
  correctAgreement,
  correctText,
  createAgreement,
  discardDraft,
  endBeforeStart,
  endGroup,
  exportAgreements,
  layText,
  listAgreements,
  proposeEnd,
  readAgreement,
  signAgreement,
  WRITE,
  withdrawSignature,
  withdrawText,
} from '../contract.ts';
import { maySee } from '../rules.ts';
import { correct, create, discard } from './deeds.ts';
import { add, end } from './groups.ts';
import { list } from './lists.ts';
import { check, read } from './read.ts';
import { filesOf } from './service.ts';
import { exportSheet, prepareSheet } from './sheet.ts';
import { answer, propose, sign, withdrawSigned } from './signing.ts';
import { correctWaiting, lay, takeBackText } from './texts.ts';

export const accordsRoutes: readonly Route[] = [
  handle(listAgreements, list),
  handleFile(exportAgreements, prepareSheet, exportSheet),
  handle(checkAgreement, check),
  handle(readAgreement, read),
  handle(createAgreement, create),
  handle(correctAgreement, correct),
  handle(discardDraft, discard),
  handle(signAgreement, sign),
  handle(withdrawSignature, withdrawSigned),
  handle(layText, lay),
  handle(correctText, correctWaiting),
  handle(withdrawText, takeBackText),
  handle(proposeEnd, propose),
  handle(answerEnd, answer),
  handle(addGroup, add),
  handle(endGroup, end),
];
export const accordsConstraints: Constraints = { agreement_fact_days: () => endBeforeStart(), agreement_text_days: () => endBeforeStart() };

/** The scan of an agreement: read by whoever may see the agreement. */
export const agreementPurpose: FilePurpose = {
  name: AGREEMENT_FILE,
  summary: { zh: '协作协议的文件', en: 'Document of an agreement' },
  limit: 20 * 1024 * 1024,
  types: ['pdf', 'jpeg'],
  can: WRITE,
  may: async (db, actor, file) => (await filesOf(db, file.id)).some((a) => maySee(actor.grants, a, a.signedOnce)),
};
