import { Button, Input, InputNumber } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import type { Input as InputOf } from '#platform/contract.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useItemKeys } from '#platform/web/useItemKeys.ts';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { type OrderOut, readOrder, saveOrder } from '../../contract.ts';
import './enrolment.css';

type Terms = InputOf<typeof saveOrder>;
type Post = Terms['posts'][number];
/** The agreement of three: days, other terms, and the posts the employer reserves. */
export const OrderFormPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const read = useRead(readOrder, { id });
  return (
    <Screen
      title={t('三方协议和预留岗位', 'Agreement of three and reserved posts')}
      sub={read.data && <span lang="zh-CN">{`${read.data.title}；${read.data.employer.name}`}</span>}
      crumb={<Link to={`/training/classes/${id}`}>{t('回到班', 'Back to the class')}</Link>}
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {read.data && <Form key={read.data.seen} of={read.data} />}
    </Screen>
  );
};
const blank = (): Post => ({ title: '', place: '', heads: 1, payMin: 0, payMax: 0 });

const Form = ({ of: o }: { of: OrderOut }) => {
  const t = useT();
  const { lang } = useLang();
  const go = useNavigate();
  const form = useForm(saveOrder, {
    id: o.classId,
    seen: o.terms ? o.seen : null,
    entryDays: o.terms?.entryDays ?? 7,
    contractDays: o.terms?.contractDays ?? 30,
    words: o.terms?.words ?? '',
    posts: o.posts.length
      ? o.posts.map(
          (p): Post => ({
            id: p.id,
            title: p.title,
            occupation: p.occupation,
            place: p.place.code,
            heads: p.heads,
            payMin: p.payMin,
            payMax: p.payMax,
            note: p.note,
          }),
        )
      : [blank()],
    reason: '',
  });
  const { keys, add, remove } = useItemKeys(form.values.posts.length);
  const write = useWrite(saveOrder, { stales: ['training.'], onDone: () => go(`/training/classes/${o.classId}`) });
  const posts = form.values.posts;
  const set = (i: number, more: Partial<Post>) =>
    form.set(
      'posts',
      posts.map((p, j) => (j === i ? { ...p, ...more } : p)),
    );
  const heads = posts.reduce((n, p) => n + (p.heads || 0), 0);
  const signed = o.signatures.some((s) => s.state === 'signed');
  const errorOf = (i: number, field: string) => form.errors.find((e) => e.path === `posts.${i}.${field}`);
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        if (form.validate()) write.mutate(form.values, { onError: form.refused });
      }}
    >
      <section className="en-part">
        <Sec t={t('约定', 'Terms')} />
        <Field name="entryDays" label={t('入学后几天内签入职协议', 'Days from entry for the agreement')} error={form.errorOf('entryDays')}>
          <InputNumber min={1} max={90} value={form.values.entryDays ?? null} onChange={(v) => form.set('entryDays', v ?? 0)} />
        </Field>
        <Field
          name="contractDays"
          label={t('结业后几天内签劳动合同', 'Days from finishing for the contract')}
          error={form.errorOf('contractDays')}
        >
          <InputNumber min={1} max={180} value={form.values.contractDays ?? null} onChange={(v) => form.set('contractDays', v ?? 0)} />
        </Field>
        <Field name="words" label={t('其他约定', 'Other terms')} optional error={form.errorOf('words')}>
          <Input.TextArea rows={2} maxLength={500} value={form.values.words ?? ''} onChange={(e) => form.set('words', e.target.value)} />
        </Field>
      </section>
      <section className="en-part">
        <Sec t={t('预留岗位', 'Reserved posts')} sub={t(`预留 ${heads} 个，计划招 ${o.seats} 人`, `${heads} posts for ${o.seats} seats`)} />
        {heads < o.seats && (
          <p className="stt stt-no">
            <G k="no" />
            {t(`还差 ${o.seats - heads} 个岗位，存不了`, `${o.seats - heads} posts short; it cannot be saved`)}
          </p>
        )}
        {posts.map((p, i) => (
          <fieldset key={keys[i]} className="en-post">
            <legend className="vh">{t(`第 ${i + 1} 个岗位`, `Post ${i + 1}`)}</legend>
            <Field name={`title-${i}`} label={t('岗位', 'Post')} error={errorOf(i, 'title')}>
              <Input maxLength={60} value={p.title} onChange={(e) => set(i, { title: e.target.value })} />
            </Field>
            <Field name={`place-${i}`} label={t('工作地点', 'Place')} error={errorOf(i, 'place')}>
              <AreaPicker value={p.place || undefined} onChange={(place) => set(i, { place: place ?? '' })} />
            </Field>
            <Field name={`note-${i}`} label={t('说明', 'Note')} optional>
              <Input maxLength={200} value={p.note ?? ''} onChange={(e) => set(i, { note: e.target.value })} />
            </Field>
            <Field name={`heads-${i}`} label={t('人数', 'Heads')} error={errorOf(i, 'heads')}>
              <InputNumber min={1} max={500} value={p.heads || null} onChange={(v) => set(i, { heads: v ?? 0 })} />
            </Field>
            <Field name={`payMin-${i}`} label={t('月薪最低', 'Least pay')} error={errorOf(i, 'payMin')}>
              <InputNumber min={1} max={100000} step={100} value={p.payMin || null} onChange={(v) => set(i, { payMin: v ?? 0 })} />
            </Field>
            <Field name={`payMax-${i}`} label={t('月薪最高', 'Most pay')} error={errorOf(i, 'payMax')}>
              <InputNumber min={1} max={100000} step={100} value={p.payMax || null} onChange={(v) => set(i, { payMax: v ?? 0 })} />
            </Field>
            <Button
              type="text"
              aria-label={t(`去掉第 ${i + 1} 个岗位`, `Remove post ${i + 1}`)}
              icon={<I n="x" />}
              disabled={posts.length === 1}
              onClick={() => {
                form.set(
                  'posts',
                  posts.filter((_, j) => j !== i),
                );
                remove(i);
              }}
            />
          </fieldset>
        ))}
        <Button
          className="en-posts-add"
          icon={<I n="plus" />}
          onClick={() => {
            form.set('posts', [...posts, blank()]);
            add();
          }}
        >
          {t('加一个岗位', 'Add a post')}
        </Button>
      </section>
      {signed && (
        <section className="en-part">
          <Sec
            t={t('已有签字', 'Signed already')}
            sub={t('改岗位、月薪、天数，签字作废，要重新签', 'A change of posts, pay or days voids signatures')}
          />
          <Field
            name="reason"
            label={t('更正原因', 'Why it is corrected')}
            error={form.errorOf('reason')}
            hint={t('至少 4 个字', 'At least 4 characters')}
          >
            <Input maxLength={200} value={form.values.reason ?? ''} onChange={(e) => form.set('reason', e.target.value)} />
          </Field>
        </section>
      )}
      <div className="row gap12 wrap">
        <WriteProblem problem={write.error} />
        {form.errors.length > 0 && (
          <span className="stt stt-no" role="alert">
            <G k="no" />
            {form.errors[0]!.text[lang]}
          </span>
        )}
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {t('保存', 'Save')}
        </Button>
        <Link to={`/training/classes/${o.classId}`}>{t('先不办', 'Not now')}</Link>
      </div>
    </form>
  );
};
