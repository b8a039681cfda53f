import { Button } from 'antd';
import { useState } from 'react';
import type { AnyEndpoint, Input, Output } from '#platform/contract.ts';
import type { CallFailed } from '#platform/web/api.ts';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { ChangedNotice } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { changePost, recordSpell, reviseSpell, type SpellOut, spellFactTexts } from '../../contract.ts';
import { titleOf } from '../spellWords.ts';
import { MoreFields, WhenFields, WhereFields } from './SpellFields.tsx';
import { draftFrom, draftOf, emptyDraft, type SpellDraft, sent } from './spellDraft.ts';
import { type DialogProps, STALE } from './spellEvents.ts';

/** Two main spells of one time: what is asked before both are kept. */
const Overlaps = ({ problem, busy, onBoth }: { problem: CallFailed; busy: boolean; onBoth: (ids: string[]) => void }) => {
  const t = useT();
  const ids = (problem.body.details as { spellIds?: string[] }).spellIds ?? [];
  return (
    <section className="changed" role="alert" aria-label={t('同一段时间有两份', 'Two at one time')}>
      <p>
        <G k="doubt" /> {t(problem.body.text)}
      </p>
      <Button loading={busy} onClick={() => onBoth(ids)}>
        {t('两边都在做，再存一次', 'Both hold: save again')}
      </Button>
    </section>
  );
};

interface Frame<E extends AnyEndpoint> extends DialogProps {
  readonly endpoint: E;
  readonly title: string;
  readonly note?: string;
  readonly action: string;
  readonly initial: SpellDraft;
  /** What the endpoint asks beside the draft. */
  readonly beside?: Readonly<Record<string, unknown>>;
  readonly ends: boolean;
  readonly reasonNeeded?: boolean;
  readonly done: (output: Output<E>) => string;
}

const SpellForm = <E extends AnyEndpoint>({
  endpoint,
  title,
  note,
  action,
  initial,
  beside = {},
  ends,
  reasonNeeded,
  done,
  onClose,
  onTold,
}: Frame<E>) => {
  const t = useT();
  const [over, setOver] = useState<Readonly<Record<string, unknown>>>({});
  const event = useEvent(
    endpoint,
    { ...sent(initial), ...beside } as unknown as Input<E>,
    (output) => {
      onTold(done(output));
      onClose();
    },
    STALE,
  );
  const values = event.values as unknown as SpellDraft;
  const many = (next: Partial<SpellDraft>) => event.setValues(sent({ ...values, ...next } as SpellDraft) as unknown as Input<E>);
  const set = (name: keyof SpellDraft, value: unknown) => many({ [name]: value } as Partial<SpellDraft>);
  const save = (more: Readonly<Record<string, unknown>> = {}) => {
    const all = { ...over, ...more };
    setOver(all);
    event.save(all as Partial<Input<E>>);
  };
  const { problem } = event;
  const asked = problem?.code === 'employment.overlaps' || problem?.code === 'platform.changed';
  const props = { values, set, errorOf: event.errorOf };
  return (
    <EventDialog
      title={title}
      {...(note ? { note } : {})}
      action={action}
      wide
      event={event}
      problem={asked ? null : problem}
      onClose={onClose}
      onSave={() => save()}
    >
      <WhereFields {...props} />
      <WhenFields {...props} many={many} ends={ends} />
      <details className="emp-more" open={Boolean(values.assistedKind || values.contractFrom || values.sideJob)}>
        <summary>{t('收入、渠道、帮扶、合同（选填）', 'Pay, channel, assistance, contract (optional)')}</summary>
        <MoreFields {...props} many={many} />
      </details>
      <ReasonField
        value={values.reason}
        error={event.errorOf('reason')}
        {...(reasonNeeded ? {} : { optional: true })}
        onChange={(reason) => set('reason', reason)}
      />
      {problem?.code === 'employment.overlaps' && <Overlaps problem={problem} busy={event.busy} onBoth={(besides) => save({ besides })} />}
      {problem?.code === 'platform.changed' && (
        <ChangedNotice
          problem={problem}
          fields={{ employerWords: t(spellFactTexts.employerWords), start: t(spellFactTexts.start), ended: t(spellFactTexts.ended) }}
          mine={values as unknown as Record<string, unknown>}
          onMine={(current) => save({ version: current.version })}
          onTheirs={onClose}
        />
      )}
    </EventDialog>
  );
};

export const RecordDialog = ({ workerId, ...props }: DialogProps & { workerId: string }) => {
  const t = useT();
  return (
    <SpellForm
      {...props}
      endpoint={recordSpell}
      title={t('登记一段务工', 'Record a spell of work')}
      action={t('登记', 'Record it')}
      initial={emptyDraft(workerId)}
      ends
      done={() => t('务工已登记', 'The work is on record')}
    />
  );
};
export const ReturnDialog = ({ spell, ...props }: DialogProps & { spell: SpellOut }) => {
  const t = useT();
  return (
    <SpellForm
      {...props}
      endpoint={recordSpell}
      title={t('返岗', 'Came back')}
      note={t(
        `按上次的填好了：${titleOf(spell).zh}，到 ${spell.ended}。改动不同的，填回来的那天。`,
        `Filled in from the last time: ${titleOf(spell).en}, to ${spell.ended}. Change what differs and give the day of return.`,
      )}
      action={t('登记返岗', 'Record the return')}
      initial={draftFrom(spell)}
      beside={{ returnsTo: spell.id }}
      ends={false}
      done={() => t('返岗已登记', 'The return is on record')}
    />
  );
};
export const TransferDialog = ({ spell, ...props }: DialogProps & { spell: SpellOut }) => {
  const t = useT();
  return (
    <SpellForm
      {...props}
      endpoint={changePost}
      title={t('转岗', 'Change of post')}
      note={t(
        `“${titleOf(spell).zh}”结束在新的开始前一天，下一段从那天起。同一家换岗位也用这里。`,
        `“${titleOf(spell).en}” ends on the day before the next begins. Also for another post at the same employer.`,
      )}
      action={t('登记转岗', 'Record the change')}
      initial={draftFrom(spell)}
      beside={{ spellId: spell.id, version: spell.version }}
      ends={false}
      done={() => t('转岗已登记，上一段已结束', 'The change is on record; the earlier spell has ended')}
    />
  );
};
export const CorrectDialog = ({ spell, ...props }: DialogProps & { spell: SpellOut }) => {
  const t = useT();
  return (
    <SpellForm
      {...props}
      endpoint={reviseSpell}
      title={t(`更正：${titleOf(spell).zh}`, `Correct: ${titleOf(spell).en}`)}
      note={t(
        '改错的；新的情况请用离岗、转岗。旧的写法留在更正记录里。',
        'For what was wrong; for news use “left” or “change of post”. What stood before stays on record.',
      )}
      action={t('更正', 'Correct it')}
      initial={draftOf(spell)}
      beside={{ spellId: spell.id, version: spell.version }}
      ends
      reasonNeeded
      done={() => t('已更正', 'Corrected')}
    />
  );
};
