import { Button } from 'antd';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { registerWorker } from '../contractFacts.ts';
import { numberTaken } from '../contractShapes.ts';
import { ConditionFields } from './ConditionFields.tsx';
import { ConsentFields } from './ConsentFields.tsx';
import { FamilyFields } from './FamilyFields.tsx';
import { HomeFields } from './HomeFields.tsx';
import { IdentityFields } from './IdentityFields.tsx';
import type { Saved } from './NewWorkerPage.tsx';
import { Noticed } from './Noticed.tsx';
import type { Draft } from './registerDraft.ts';
import { faultOf, faultyFields, fieldText } from './registerFaults.ts';
import { fieldOf, useChecked, useRegister } from './useRegister.ts';
import { WhoFields } from './WhoFields.tsx';
import { WishFields } from './WishFields.tsx';

interface Props {
  readonly today: string;
  readonly begin: Partial<Draft>;
  readonly onSaved: (saved: Saved, another: boolean) => void;
}

/** The form and what the system noticed beside it; the save bar says what is still wrong. */
export const RegisterForm = ({ today, begin, onSaved }: Props) => {
  const t = useT();
  const form = useRegister(today, begin);
  const { draft } = form;
  const checked = useChecked(draft);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const write = useWrite(registerWorker, { stales: ['workers.'] });
  const refusedFields = form.errors.map((e) => fieldOf(e.path));
  const wrong = tried ? faultyFields(draft, checked, refusedFields) : [];
  const part = {
    draft,
    set: (next: Partial<Draft>) => {
      form.set(next);
      if (write.error) write.reset();
    },
    leave: (field: string) => setLeft(new Set([...left, field])),
    errorOf: (field: string) => {
      const refused = form.errorOf(field);
      const found = faultOf(field, draft, checked, refused);
      // nothing is said about what was not reached yet; a blank that was only passed by is no mistake
      if (!tried && !refused && (!left.has(field) || found?.rule === 'required')) return undefined;
      return found;
    },
  };
  useEffect(() => {
    // the next person of a row: straight to the name
    if (Object.keys(begin).length) document.getElementById('f-name')?.focus();
  }, [begin]);
  const focus = (field: string) => document.getElementById(`f-${field}`)?.focus();
  const save = (another: boolean) => {
    setTried(true);
    const found = form.validate().map((e) => fieldOf(e.path));
    const first = faultyFields(draft, checked, found)[0];
    if (first) return focus(first);
    const name = draft.name.trim();
    const next = { homeText: draft.homeText, homeCode: draft.homeCode, homeName: draft.homeName, hukou: draft.hukou };
    write.mutate(form.input(), {
      onSuccess: (made) => {
        form.restart();
        onSaved({ made, name, next }, another);
      },
      onError: (problem) => {
        if (problem.body.errors) form.refused(problem.body.errors);
        // the list beside the form must be what the server just looked at
        if (problem.status === 409) void checked.again();
      },
    });
  };
  const taken = write.error?.code === numberTaken.code ? takenId(write.error.body.details, checked.data?.same?.workerId) : '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(false);
  };
  return (
    <form onSubmit={submit} noValidate>
      {form.kept && (
        <p className="wk-resumed s13" role="status">
          <G k="info" /> {t(`接着 ${instant(form.kept.at)} 没存完的草稿。`, `Going on with the draft of ${instant(form.kept.at)}.`)}
          {form.kept.withheld &&
            t(
              '证件号、手机和门牌不存在浏览器里，请再填一次。',
              ' Number, telephone and address are never kept in the browser; enter them again.',
            )}{' '}
          <Button type="link" size="small" onClick={() => form.restart()}>
            {t('不要了，从头填', 'Discard it')}
          </Button>
        </p>
      )}
      <div className="wk-form">
        <div>
          <Part title={t('是谁', 'Who')}>
            <WhoFields {...part} checked={checked} />
          </Part>
          <Part title={t('户籍', 'Home')}>
            <HomeFields {...part} checked={checked} />
          </Part>
          <Part title={t('身份', 'Groups')} x={t('选填，从哪天起', 'optional, with the day it began')}>
            <IdentityFields {...part} key={form.kept ? 'kept' : 'new'} />
          </Part>
          <Part title={t('家庭', 'Family')} x={t('选填', 'optional')}>
            <FamilyFields {...part} />
          </Part>
          <Part title={t('条件', 'Conditions')} x={t('选填', 'optional')}>
            <ConditionFields {...part} />
          </Part>
          <Part title={t('想做什么', 'What they want')} x={t('选填，填了才好推荐岗位', 'optional; needed to propose posts')}>
            <WishFields {...part} />
          </Part>
          <Part title={t('知情同意', 'Consent')} x={t('选填，可随时撤回', 'optional, withdrawn at any time')}>
            <ConsentFields {...part} today={today} />
          </Part>
        </div>
        <Noticed checked={checked} notTheSame={draft.notTheSame} onNot={(notTheSame) => part.set({ notTheSame })} />
      </div>
      <div className="save-bar">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {t('存档', 'Save')}
        </Button>
        <Button disabled={write.isPending} onClick={() => save(true)}>
          {t('存档，再建一个', 'Save and register another')}
        </Button>
        {wrong.length > 0 ? (
          <span className="stt stt-no" role="status">
            <G k="no" />
            <span>
              {t(`还有 ${wrong.length} 处要改：`, `${wrong.length} field(s) need correcting: `)}
              {wrong.map((field, i) => (
                <span key={field}>
                  {i > 0 && t('、', ', ')}
                  <button type="button" className="wk-fault" onClick={() => focus(field)}>
                    {t(fieldText(field))}
                  </button>
                </span>
              ))}
            </span>
          </span>
        ) : (
          <WriteProblem problem={write.error} />
        )}
        {taken && (
          <Link to={`/workers/${taken}`} className="wk-button small">
            {t('打开那一份', 'Open that record')}
          </Link>
        )}
        {form.saved && (
          <span className="note wk-kept">
            <I n="check" s={12} /> {t(`${instant(form.saved).slice(11)} 已自动存草稿`, `draft kept at ${instant(form.saved).slice(11)}`)}
          </span>
        )}
      </div>
    </form>
  );
};

/** The record that has the number: from the refusal, or from what was noticed while typing. */
const takenId = (details: Readonly<Record<string, unknown>>, noticed: string | undefined): string =>
  typeof details.workerId === 'string' ? details.workerId : (noticed ?? '');

const Part = ({ title, x, children }: { title: string; x?: string; children: ReactNode }) => (
  <section className="wk-part">
    <Sec t={title} {...(x ? { x } : {})} />
    <div className="wk-part-in">{children}</div>
  </section>
);
