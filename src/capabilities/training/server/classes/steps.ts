// Carrying a class on: one step at a time, each with what it asks.
import { accountsOver } from '#capabilities/access/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { insertVersion, supersede, withdraw } from '#platform/server/versions.ts';
import {
  APPROVE,
  type ClassOut,
  type ClassState,
  type ClassStep,
  classStateTexts,
  classStepTexts,
  conditionsUnmet,
  daysRefused,
  type noticeTexts,
  ownSubmission,
  permissions,
  reasonNeeded,
  type takeStep,
  wrongState,
} from '../../contract.ts';
import { approvingArea, byOffice, classStateOn, conditionsOf, LIFE, STEPS, unmet, whyNotDay } from '../../rules.ts';
import { queueSettling } from '../enrolment/nightly.ts';
import { lockSeen, noted, refuseNotOffice, refuseNotWriter, writer } from '../target.ts';
import { organisationAccounts, tellAccounts } from '../tell.ts';
import { gather, stepsOf } from './facts.ts';
import type { ClassFactRow } from './queries.ts';
import { tellClass } from './read.ts';

/** The state a class falls back to: what it had entered before. */
const before = (steps: readonly { readonly state: ClassState; readonly onDay: string }[], state: ClassState): ClassState =>
  classStateOn(
    steps.filter((s) => s.state !== state),
    '9999-12-31',
  ) ?? LIFE[0];

export const take = async (call: Call, { id, seen, step, onDay, reason }: Parsed<typeof takeStep>): Promise<ClassOut> => {
  const row = await lockSeen(call, id);
  const state = row.state;
  if (byOffice(step, state)) refuseNotOffice(call, row);
  else refuseNotWriter(call, row);
  const steps = await stepsOf(call, id);
  if (state !== seen) {
    const last = steps.at(-1);
    throw changed({ by: last?.recordedName || '—', at: last?.recorded ?? row.recorded, current: await tellClass(call, id) });
  }
  const { from, to, reason: asked } = STEPS[step];
  if (!from.includes(state)) throw wrongState({ state: classStateTexts[state], step: classStepTexts[step] });
  if (asked && reason.length < 4) throw reasonNeeded();
  const why = whyNotDay(step, onDay, steps, call.today);
  if (why) throw daysRefused({ why: why.zh, whyEn: why.en });
  if (step === 'approve' && steps.some((s) => s.state === 'approval' && s.recordedBy !== null && s.recordedBy === call.actor.accountId))
    throw ownSubmission();
  const { facts } = await gather(call, row);
  const lacking = unmet(conditionsOf(step, facts));
  if (lacking.length > 0)
    throw conditionsUnmet({
      step: classStepTexts[step],
      count: lacking.length,
      why: { zh: lacking.map((c) => c.text.zh).join('；'), en: lacking.map((c) => c.text.en).join('; ') },
    });
  const version = { onDay, reason, ...writer(call) };
  if (step === 'takeBack' || step === 'sendBack') {
    // what was entered wrongly stays on record, superseded; why stands with the state it falls back to
    await withdraw(call.db, 'training_class_step', { class_id: id, state });
    await supersede(call.db, 'training_class_step', { class_id: id, state: before(steps, state) }, { reason, ...writer(call) });
  } else await insertVersion(call.db, 'training_class_step', { classId: id, state: to, ...version });
  if (step === 'cancel') await queueSettling(call, id);
  await tell(call, row, step);
  noted(call, row, { step, from: state, on: onDay, ...(reason ? { reason } : {}) });
  return tellClass(call, id);
};

/** The office hears of what waits for it; whoever handed a class in and its two organisations, of what became of it. */
const tell = async (call: Call, row: ClassFactRow, step: ClassStep): Promise<void> => {
  if (step === 'submit') {
    const area = approvingArea(row);
    const over = (await accountsOver(call.db, area, permissions[APPROVE].roles)).filter((a) => a.areaCode === area);
    await tellAccounts(
      call,
      over.map((a) => a.id),
      'training.approvalAwaited',
      row,
    );
    return;
  }
  const kind: keyof typeof noticeTexts | undefined =
    step === 'approve'
      ? 'training.approved'
      : step === 'sendBack'
        ? 'training.sentBack'
        : step === 'cancel'
          ? 'training.classCancelled'
          : undefined;
  if (kind === undefined) return;
  const handedIn = await call.db
    .selectFrom('trainingClassStep')
    .select('recordedBy')
    .distinct()
    .where('classId', '=', row.id)
    .where('state', 'in', ['plan', 'approval'])
    .where('recordedBy', 'is not', null)
    .execute();
  const organisations = step === 'sendBack' ? [] : await organisationAccounts(call, row);
  await tellAccounts(call, [...handedIn.map((h) => h.recordedBy), ...organisations], kind, row);
};
