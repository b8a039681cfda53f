import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useLang, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { discardUnit, publishUnit, readUnit, saveUnit, type UnitOut } from '../../contractRemote.ts';
import { BlocksField } from './BlocksField.tsx';
import { QuestionsField } from './QuestionsField.tsx';
import { lengthText } from './words.ts';
import '../training.css';
import './remote.css';

/** One remote lesson, written: paragraphs, pictures, videos by reference, questions; saved as a draft, then published. */
export const UnitEditPage = () => {
  const t = useT();
  const { id = '', lessonId = '' } = useParams();
  const read = useRead(readUnit, { lessonId });
  const u = read.data;
  return (
    <Screen
      title={u ? t(`第 ${u.number} 课的内容`, `Content of lesson ${u.number}`) : t('远程课', 'Remote lesson')}
      sub={
        u &&
        t(
          `${u.moduleTitle}，${u.hours} 课时；存的是草稿，发布以后学员才看见，内容也不再改`,
          `${u.moduleTitle}, ${u.hours} hours; saved as a draft. Once published trainees see it, and it no longer changes`,
        )
      }
      crumb={
        <>
          <Link to="/training/classes">{t('培训班', 'Classes')}</Link>
          {u && (
            <>
              {' / '}
              <Link to={`/training/classes/${id}`} lang="zh-CN">
                {u.classTitle}
              </Link>
            </>
          )}
        </>
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {u && <Editor key={u.draft?.revision ?? `p${u.published?.ordinal ?? 0}`} of={u} />}
    </Screen>
  );
};

const STALES = ['training.'];
const Editor = ({ of: u }: { of: UnitOut }) => {
  const t = useT();
  const { lang } = useLang();
  const from = u.draft ?? u.published;
  const [asking, setAsking] = useState<'publish' | 'discard' | null>(null);
  const form = useForm(saveUnit, {
    lessonId: u.lessonId,
    seen: u.draft?.revision ?? 0,
    title: from?.title ?? '',
    blocks: from?.blocks ?? [{ kind: 'text', text: '' }],
    questions: from?.questions ?? [],
    passMark: from?.passMark ?? 60,
  });
  const write = useWrite(saveUnit, { stales: STALES, onDone: () => undefined });
  const publish = useWrite(publishUnit, { stales: STALES, onDone: () => setAsking(null) });
  const discard = useWrite(discardUnit, { stales: STALES, onDone: () => setAsking(null) });
  const v = form.values;
  const inside = form.errors.filter((e) => /^(blocks|questions)/.test(e.path));
  return (
    <form
      noValidate
      className="tr-standard"
      onSubmit={(event) => {
        event.preventDefault();
        if (form.validate()) write.mutate(form.values, { onError: form.refused });
      }}
    >
      <p className="sub">
        {u.draft ? (
          <St k="due">{t(`第 ${u.draft.ordinal} 版草稿`, `Draft of version ${u.draft.ordinal}`)}</St>
        ) : u.published ? (
          <St k="ok">
            {t(
              `已发布第 ${u.published.ordinal} 版；改了再存就起新版`,
              `Version ${u.published.ordinal} is published; saving begins the next`,
            )}
          </St>
        ) : (
          <St k="later">{t('还没有编写', 'Not written yet')}</St>
        )}{' '}
        {from && (
          <span className="num">
            {t(`按篇幅至少看 ${lengthText(from.leastSeconds).zh}`, `To be read for ${lengthText(from.leastSeconds).en} at least`)}
          </span>
        )}
      </p>
      <Field name="title" label={t('标题', 'Title')} error={form.errorOf('title')}>
        <Input maxLength={80} autoComplete="off" value={v.title} onChange={(e) => form.set('title', e.target.value)} />
      </Field>
      <section className="tr-part">
        <Sec t={t('内容', 'Content')} />
        <BlocksField value={v.blocks} onChange={(blocks) => form.set('blocks', blocks)} />
      </section>
      <section className="tr-part">
        <Sec
          t={t('题目', 'Questions')}
          sub={t('可以不出；出了就要答对才算学完', 'None are needed; where there are some they must be passed')}
        />
        <QuestionsField value={v.questions ?? []} onChange={(questions) => form.set('questions', questions)} />
        {(v.questions ?? []).length > 0 && (
          <Field name="passMark" label={t('及格分（100 分制）', 'Pass mark (of 100)')} error={form.errorOf('passMark')}>
            <InputNumber precision={0} value={v.passMark ?? null} onChange={(n) => form.set('passMark', n ?? 0)} />
          </Field>
        )}
      </section>
      {inside.length > 0 && (
        <div role="alert">
          <ul className="plain">
            {inside.map((e) => (
              <li key={`${e.path} ${e.rule}`}>
                <span className="stt stt-no">
                  <G k="no" /> {e.text[lang]}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <WriteProblem problem={write.error} />
      <div className="rm-add">
        <Button type="primary" htmlType="submit" loading={write.isPending} disabled={!u.may.author}>
          {t('存草稿', 'Save the draft')}
        </Button>
        {u.draft && (
          <>
            <Button onClick={() => setAsking('publish')}>{t('发布', 'Publish')}</Button>
            <Button type="text" danger onClick={() => setAsking('discard')}>
              {t('撤销草稿', 'Discard the draft')}
            </Button>
          </>
        )}
      </div>
      {u.history.length > 0 && (
        <section className="tr-part">
          <Sec t={t('各版', 'Versions')} />
          <ul className="plain tr-body">
            {u.history.map((h) => (
              <li key={h.ordinal} className="s13">
                {t(`第 ${h.ordinal} 版`, `Version ${h.ordinal}`)} <span className="num">{instant(h.published)}</span>{' '}
                <span lang="zh-CN">{h.by}</span>{' '}
                <span className="mute">
                  {t(`学完 ${h.completed} 人，在学 ${h.reading} 人`, `${h.completed} done, ${h.reading} reading`)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Confirm
        open={asking !== null}
        title={asking === 'discard' ? t('撤销草稿？', 'Discard the draft?') : t('发布这一版？', 'Publish this version?')}
        action={asking === 'discard' ? t('撤销草稿', 'Discard') : t('发布', 'Publish')}
        danger={asking === 'discard'}
        busy={publish.isPending || discard.isPending}
        problem={publish.error ?? discard.error}
        onCancel={() => setAsking(null)}
        onAct={() => {
          const input = { lessonId: u.lessonId, seen: u.draft!.revision };
          if (asking === 'discard') discard.mutate(input);
          else publish.mutate(input);
        }}
      >
        <p>
          {asking === 'discard'
            ? t('没有发布的内容就没有了；已发布的不动。', 'What was not published is gone; what is published stays.')
            : t(
                '发布存下的草稿。已经开始学上一版的人接着学上一版，学完的不受影响。',
                'The saved draft is published. Whoever began with the version before goes on with it; who finished stays finished.',
              )}
        </p>
      </Confirm>
    </form>
  );
};
