import type { Input } from '#platform/contract.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { FromField } from '#platform/web/FromField.tsx';
import { ChangedNotice, Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useEvent } from '#platform/web/useEvent.ts';
import type { Text } from '#standards/text.ts';
import { dropEvidence, dropSpell, type EvidenceOut, finishSpell, type SpellOut } from '../../contract.ts';
import { type EvidenceClass, evidenceClassTexts } from '../../rules.ts';
import { titleOf } from '../spellWords.ts';
import { LeaveReasonSelect } from './SpellFields.tsx';
import { type DialogProps, type SpellRef, STALE } from './spellEvents.ts';

/** 离岗: the last day in post, and why. */
export const EndDialog = ({ spell, words, onClose, onTold }: DialogProps & { spell: SpellRef; words: Text }) => {
  const t = useT();
  const event = useEvent(
    finishSpell,
    { id: spell.workerId, spellId: spell.id, version: spell.version, ended: '', leaveReason: '' } as unknown as Input<typeof finishSpell>,
    ({ conflicts }) => {
      onTold(
        conflicts.length
          ? t(
              `离岗已登记。有证据说得更晚，按证据算：${conflicts.map((c) => c.zh).join('；')}`,
              `The end is on record. Evidence says later and counts: ${conflicts.map((c) => c.en).join('; ')}`,
            )
          : t('离岗已登记', 'The end is on record'),
      );
      onClose();
    },
    STALE,
  );
  const { values, problem } = event;
  const changed = problem?.code === 'platform.changed';
  return (
    <EventDialog
      title={t(`离岗：${words.zh}`, `Left: ${words.en}`)}
      note={t(`从 ${spell.start} 起在岗。填最后在岗的那一天。`, `In post since ${spell.start}. Give the last day in post.`)}
      action={t('登记离岗', 'Record the end')}
      event={event}
      problem={changed ? null : problem}
      onClose={onClose}
    >
      <FromField
        name="ended"
        end
        label={t('最后在岗日', 'Last day in post')}
        day={values.ended || undefined}
        precision={values.endPrecision ?? 'day'}
        error={event.errorOf('ended')}
        onChange={(ended, endPrecision) => event.setValues({ ...values, ended, endPrecision })}
      />
      <Field name="leaveReason" label={t('离岗原因', 'Reason of leaving')} error={event.errorOf('leaveReason')}>
        <LeaveReasonSelect value={values.leaveReason || undefined} onChange={(r) => event.set('leaveReason', r ?? '')} />
      </Field>
      <ReasonField optional value={values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r)} />
      {changed && (
        <ChangedNotice
          problem={problem}
          fields={{ ended: t('结束时间', 'End') }}
          mine={values}
          onMine={(current) => event.save({ version: String(current.version) })}
          onTheirs={onClose}
        />
      )}
    </EventDialog>
  );
};

/** 撤回: the whole spell should not be there. */
export const WithdrawSpellDialog = ({ spell, onClose, onTold }: DialogProps & { spell: SpellOut }) => {
  const t = useT();
  const deed = useDeed(dropSpell, {
    stales: [...STALE],
    onDone: () => {
      onTold(t('这一段已撤回，不再计入', 'The spell is withdrawn and no longer counts'));
      onClose();
    },
  });
  const n = spell.evidence?.length ?? 0;
  return (
    <Confirm
      open
      held={deed.asking}
      title={t('撤回登错的这一段？', 'Withdraw this spell?')}
      action={t('撤回这一段', 'Withdraw it')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: spell.workerId, spellId: spell.id, version: spell.version, reason })}
    >
      <p className="b">{t(titleOf(spell))}</p>
      <p className="sub">
        {t(
          `整段都不该有才撤回，如登到了别人名下。${n ? `它的 ${n} 条证据也不再计入。` : ''}离开了请用“离岗”，写错了请用“更正”。`,
          `Only where the whole spell should not be there. ${n ? `Its ${n} piece(s) of evidence no longer count. ` : ''}For leaving use “left”, for errors “correct”.`,
        )}
      </p>
    </Confirm>
  );
};

export const WithdrawEvidenceDialog = ({ spell, evidence, onClose, onTold }: DialogProps & { spell: SpellOut; evidence: EvidenceOut }) => {
  const t = useT();
  const deed = useDeed(dropEvidence, {
    stales: [...STALE],
    onDone: () => {
      onTold(t('证据已撤回', 'The evidence is withdrawn'));
      onClose();
    },
  });
  const word = evidenceClassTexts[evidence.class as EvidenceClass];
  return (
    <Confirm
      open
      held={deed.asking}
      title={t('撤回这条证据？', 'Withdraw this evidence?')}
      action={t('撤回这条', 'Withdraw it')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: spell.workerId, spellId: spell.id, evidenceId: evidence.id, reason })}
    >
      <p className="b">{t(`${word.zh}，${evidence.observed} 所见`, `${word.en}, as of ${evidence.observed}`)}</p>
      <p className="sub">{t('撤回后在岗按其余证据重新算。', 'What the other evidence says then counts.')}</p>
    </Confirm>
  );
};
