import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { Link, useNavigate } from 'react-router';
import { AskBeforeLeaving } from '#platform/web/AskBeforeLeaving.tsx';
import { Field } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { type Certainty, certaintyTexts } from '#standards/certainty.ts';
import type { Text } from '#standards/text.ts';
import { type CriterionOut, listCriteria, type RetiredOut, saveCriterion } from '../../contractCriteria.ts';
import { EVIDENCE_CLASSES, evidenceClassTexts } from '../../rules.ts';
import { Criterion } from '../../rulesCriteria.ts';
import { criterionProblems, runCases } from '../../rulesCriteriaCheck.ts';
import { criterionFieldTexts, explainCriterion } from '../../rulesCriteriaTexts.ts';
import { CaseEditor, Small } from './CaseEditor.tsx';
import { type Draft, emptyCase, emptyDraft, setIn } from './draft.ts';
import './criteria.css';

const modeTexts: Record<Draft['mode'], Text> = {
  continuous: { zh: '连续在岗', en: 'continuous' },
  cumulative: { zh: '365 天内累计', en: 'cumulative within 365 days' },
  proofs: { zh: '凭证', en: 'by proofs' },
};
const sameTexts: Record<Draft['same'], Text> = {
  any: { zh: '全部合并', en: 'all work together' },
  province: { zh: '同一省', en: 'one province' },
  enterprise: { zh: '同一企业', en: 'one enterprise' },
  post: { zh: '同一岗位', en: 'one post' },
};
const placeTexts = {
  any: { zh: '不限', en: 'anywhere' },
  area: { zh: '某个区划', en: 'a division' },
  otherProvince: { zh: '户籍所在省以外', en: 'outside the home province' },
} as const satisfies Record<Draft['place']['kind'], Text>;
const proofTexts = { contract: { zh: '劳动合同', en: 'contract' }, cover: { zh: '连续覆盖', en: 'months covered' } } as const;

export const CriterionRevisePage = () => {
  const t = useT();
  const [url] = useUrlState('province', 'of', 'key');
  const read = useRead(listCriteria, {});
  const province = read.data?.mayRevise.find((p) => p.code === url.province);
  const found = read.data?.items.find((c) => c.key === url.key && c.province === (url.of === 'all' ? '' : url.of));
  const gone = read.data && (!province || (url.key !== undefined && !found));
  const title = found ? t(`修订：${found.criterion.name.zh}`, `Revise: ${found.criterion.name.en}`) : t('新设口径', 'New criterion');
  return (
    <Screen
      title={title}
      crumb={<Link to="/criteria">{t('稳定口径', 'Stability criteria')}</Link>}
      sub={
        province &&
        t(`存为${province.name.zh}的版本，只在本省使用`, `Saved as a version of ${province.name.en}, used in that province alone`)
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {gone ? (
        <Empty
          title={t('没有这个口径，或者不归您修订', 'No such criterion, or not yours to revise')}
          actions={<Link to="/criteria">{t('回到稳定口径', 'Back to the criteria')}</Link>}
        />
      ) : (
        province && (
          <Editor
            key={`${url.province} ${url.of} ${url.key}`}
            province={province.code}
            of={found}
            retired={(read.data?.retired ?? []).filter((r) => r.province === province.code)}
          />
        )
      )}
    </Screen>
  );
};

interface EditorProps {
  readonly province: string;
  readonly of: CriterionOut | undefined;
  /** What the province had and gave up: the next version counts on from there. */
  readonly retired: readonly RetiredOut[];
}
const Editor = ({ province, of, retired }: EditorProps) => {
  const t = useT();
  const go = useNavigate();
  const [begun] = useState<Draft>(() => of?.criterion ?? emptyDraft());
  const [draft, setDraft] = useState(begun);
  const [reason, setReason] = useState('');
  const [saved, setSaved] = useState(false);
  const write = useWrite(saveCriterion, {
    stales: ['employment.'],
    onDone: ({ version }) => {
      // nothing is left to lose, and whoever asks before leaving must hear it first
      flushSync(() => setSaved(true));
      go(`/criteria?saved=${version}`);
    },
  });
  const key = of?.key ?? draft.id;
  const basedOn = Math.max(of?.criterion.version ?? 0, retired.find((r) => r.key === key)?.versions[0]?.version ?? 0);
  const changed = !saved && (reason !== '' || JSON.stringify(draft) !== JSON.stringify(begun));
  const set =
    (...way: (string | number)[]) =>
    (value: unknown) =>
      setDraft(setIn(draft, way, value));
  const problems = criterionProblems(draft);
  const read = problems.length === 0 ? Criterion.parse(draft) : null;
  const outcomes = read ? runCases(read) : [];
  const failing = outcomes.filter((o) => !o.passed).length;
  const input = (value: string, ...way: (string | number)[]) => (
    <Input value={value} maxLength={300} onChange={(e) => set(...way)(e.target.value)} />
  );
  const options = (texts: Record<string, Text>) => Object.entries(texts).map(([value, w]) => ({ value, label: t(w) }));
  const mode = (m: Draft['mode']) =>
    setDraft({
      ...draft,
      mode: m,
      months: m === 'proofs' ? null : (draft.months ?? 3),
      gapDays: m === 'cumulative' ? 0 : draft.gapDays,
      proofs: m === 'proofs' ? (draft.proofs.length ? draft.proofs : [{ what: 'contract', class: 3, months: 12 }]) : [],
      same: m === 'proofs' && draft.same !== 'post' ? 'enterprise' : draft.same,
      pay: m !== 'cumulative' && draft.pay?.per === 'window' ? null : draft.pay,
    });
  const place = (kind: Draft['place']['kind']) => set('place')(kind === 'area' ? { kind, code: '', name: { zh: '', en: '' } } : { kind });
  const classes = EVIDENCE_CLASSES.map((value) => ({ value, label: `${value} ${t(evidenceClassTexts[value])}` }));
  return (
    <form
      className="crit-form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        write.mutate({ province, basedOn, criterion: draft as Record<string, unknown>, reason });
      }}
    >
      {!of && (
        <Field
          name="key"
          label={t('代号', 'Code')}
          hint={t('小写字母开头，只用字母和数字；存后不能改', 'Letters and digits, first a small letter; it stays')}
        >
          <Input value={draft.id} maxLength={40} onChange={(e) => set('id')(e.target.value)} />
        </Field>
      )}
      <div className="form-2">
        <Field name="nameZh" label={t('名称（中文）', 'Name (Chinese)')}>
          {input(draft.name.zh, 'name', 'zh')}
        </Field>
        <Field name="nameEn" label={t('名称（英文）', 'Name (English)')}>
          {input(draft.name.en, 'name', 'en')}
        </Field>
        <Field name="mode" label={t('计法', 'Way of counting')}>
          <Select value={draft.mode} onChange={mode} options={options(modeTexts)} />
        </Field>
        {draft.mode !== 'proofs' && (
          <Field name="months" label={t('月数', 'Months')}>
            <InputNumber min={1} max={60} value={draft.months} onChange={set('months')} />
          </Field>
        )}
        {draft.mode !== 'cumulative' && (
          <Field name="gapDays" label={t('可相接的空档，天', 'Holes that are bridged, days')}>
            <InputNumber min={0} max={60} value={draft.gapDays} onChange={set('gapDays')} />
          </Field>
        )}
        <Field name="same" label={t('按什么合并', 'Held together by')}>
          <Select value={draft.same} onChange={set('same')} options={options(sameTexts)} />
        </Field>
        <Field name="evidenceClass" label={t('证据认到第几级', 'Evidence down to class')}>
          <Select value={draft.evidenceClass} onChange={set('evidenceClass')} options={classes} />
        </Field>
        <Field name="place" label={t('地点', 'Place')}>
          <Select value={draft.place.kind} onChange={place} options={options(placeTexts)} />
        </Field>
        {draft.place.kind === 'area' && (
          <>
            <Field name="placeCode" label={t('区划代码（前几位）', 'Division, leading digits')}>
              {input(draft.place.code, 'place', 'code')}
            </Field>
            <Field name="placeZh" label={t('区划名称（中文）', 'Division (Chinese)')}>
              {input(draft.place.name.zh, 'place', 'name', 'zh')}
            </Field>
            <Field name="placeEn" label={t('区划名称（英文）', 'Division (English)')}>
              {input(draft.place.name.en, 'place', 'name', 'en')}
            </Field>
          </>
        )}
        <Field name="payPer" label={t('报酬要求', 'Pay')}>
          <Select
            value={draft.pay?.per ?? 'none'}
            onChange={(per: string) => set('pay')(per === 'none' ? null : { per, yuan: draft.pay?.yuan ?? 1 })}
            options={[
              { value: 'none', label: t('不看报酬', 'no condition') },
              { value: 'month', label: t('每月', 'a month') },
              ...(draft.mode === 'cumulative' ? [{ value: 'window', label: t('365 天合计', 'within 365 days') }] : []),
            ]}
          />
        </Field>
        {draft.pay && (
          <Field name="yuan" label={t('不少于，元', 'At least, yuan')}>
            <InputNumber min={1} value={draft.pay.yuan} onChange={set('pay', 'yuan')} />
          </Field>
        )}
      </div>
      {draft.proofs.map((p, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name and never change places
        <div key={i} className="crit-row">
          <Small label={t(`凭证 ${i + 1}`, `Proof ${i + 1}`)}>
            <Select
              aria-label={t(`凭证 ${i + 1}`, `Proof ${i + 1}`)}
              value={p.what}
              onChange={set('proofs', i, 'what')}
              options={options(proofTexts)}
            />
          </Small>
          <Small label={t('证据等级', 'Evidence class')}>
            <Select
              aria-label={t(`凭证 ${i + 1} 的证据等级`, `Class of proof ${i + 1}`)}
              value={p.class}
              onChange={set('proofs', i, 'class')}
              options={classes}
            />
          </Small>
          <Small label={t('月数', 'Months')}>
            <InputNumber min={1} max={60} value={p.months} onChange={set('proofs', i, 'months')} />
          </Small>
          <Button onClick={() => set('proofs', i)(undefined)}>{t(`删去凭证 ${i + 1}`, `Remove proof ${i + 1}`)}</Button>
        </div>
      ))}
      {draft.mode === 'proofs' && (
        <Button onClick={() => set('proofs')([...draft.proofs, { what: 'cover', class: 1, months: 6 }])}>
          {t('加一项凭证', 'Add a proof')}
        </Button>
      )}
      <Sec t={t('依据', 'Source')} />
      <Field name="sourceZh" label={t('依据（中文）', 'Source (Chinese)')}>
        {input(draft.source.zh, 'source', 'zh')}
      </Field>
      <Field name="sourceEn" label={t('依据（英文）', 'Source (English)')}>
        {input(draft.source.en, 'source', 'en')}
      </Field>
      <Field name="certainty" label={t('可靠程度', 'How sure it is')}>
        <Select<Certainty>
          value={draft.certainty}
          onChange={set('certainty')}
          options={options(certaintyTexts) as { value: Certainty; label: string }[]}
        />
      </Field>
      <fieldset className="crit-spell">
        <legend>{t('○ 依据里没有写、由我们定的', '○ Not given by the source')}</legend>
        <Checkbox.Group value={[...draft.defaults]} onChange={(v) => set('defaults')(v)} options={options(criterionFieldTexts)} />
      </fieldset>
      <Sec t={t('测试用例', 'Test cases')} sub={t('改动后立刻重算', 'run anew with every change')} />
      {draft.cases.map((c, i) => (
        <CaseEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: cases are told apart by their number
          key={i}
          n={i + 1}
          of={c}
          outcome={outcomes[i]}
          onChange={set('cases', i)}
          onDrop={() => set('cases', i)(undefined)}
        />
      ))}
      <Button onClick={() => set('cases')([...draft.cases, emptyCase()])}>{t('加一个用例', 'Add a case')}</Button>
      <Sec t={t('存之前', 'Before saving')} />
      {read && <p>{t(explainCriterion({ ...read, version: basedOn + 1 }))}</p>}
      <ul className="crit-wrong" aria-live="polite">
        {problems.map((p) => (
          <li key={p.zh}>
            <St k="no">{t(p)}</St>
          </li>
        ))}
        {read && (
          <li>
            <St k={failing || outcomes.length === 0 ? 'no' : 'ok'}>
              {outcomes.length === 0
                ? t('至少写一个测试用例', 'At least one test case is needed')
                : failing
                  ? t(`${failing} 个用例没有通过`, `${failing} case(s) do not hold`)
                  : t(`${outcomes.length} 个用例都通过`, `All ${outcomes.length} case(s) hold`)}
            </St>
          </li>
        )}
      </ul>
      <Field name="reason" label={t('为什么改', 'Reason')} hint={t('文件名、会议或者原因，至少两个字', 'Document, meeting or cause')}>
        <Input value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
      </Field>
      <AskBeforeLeaving
        when={changed}
        title={t('改过的还没有存', 'Your changes are not saved')}
        leave={t('不要这些改动，离开', 'Drop the changes and leave')}
      >
        {t('现在离开，改过的口径和用例就没有了。', 'If you leave now, what you changed in the criterion and its cases is lost.')}
      </AskBeforeLeaving>
      <div className="save-bar noprint">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {t('存为新版本', 'Save a new version')}
        </Button>
        <Button onClick={() => go('/criteria')}>{t('不存，返回', 'Back without saving')}</Button>
        {write.error && <WriteProblem problem={write.error} />}
      </div>
    </form>
  );
};
