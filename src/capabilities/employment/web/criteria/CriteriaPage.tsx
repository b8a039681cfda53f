import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { Chip, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import type { Text } from '#standards/text.ts';
import { type CriterionOut, listCriteria, type RetiredOut, retireCriterion } from '../../contractCriteria.ts';
import { CaseOutcome } from './CaseOutcome.tsx';
import './criteria.css';

/** 稳定口径: what counts as stable, in words, each with its source and its test cases. */
export const CriteriaPage = () => {
  const t = useT();
  const go = useNavigate();
  const [url, setUrl] = useUrlState('saved');
  const [retiring, setRetiring] = useState<CriterionOut | null>(null);
  const read = useRead(listCriteria, {});
  const may = read.data?.mayRevise ?? [];
  return (
    <Screen
      title={t('稳定口径', 'Stability criteria')}
      sub={t(
        '怎样才算稳定就业。每一条都写明月数、地点、证据和依据；标 ○ 的是默认值。省里修订的只在本省代替通用的。',
        'What counts as stable work: months, place, evidence and source of each; ○ marks our defaults. What a province revises stands in place of the common one there.',
      )}
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={may.map((p) => (
        <Button key={p.code} onClick={() => go(`/criteria/revise?province=${p.code}`)}>
          {may.length > 1 ? t(`新设口径：${p.name.zh}`, `New criterion: ${p.name.en}`) : t('新设口径', 'New criterion')}
        </Button>
      ))}
    >
      {url.saved && (
        <p className="told crit-told" role="status">
          <St k="ok">{t(`已存为第 ${url.saved} 版`, `Saved as version ${url.saved}`)}</St>
        </p>
      )}
      {(read.data?.items ?? []).map((c) => (
        <One key={`${c.province} ${c.key}`} of={c} may={may} onRetire={setRetiring} />
      ))}
      <Retired of={read.data?.retired ?? []} may={may} />
      <RetireDialog of={retiring} onClose={() => setRetiring(null)} onDone={() => setUrl({ saved: undefined })} />
    </Screen>
  );
};

const One = ({
  of: c,
  may,
  onRetire,
}: {
  of: CriterionOut;
  may: readonly { code: string; name: Text }[];
  onRetire: (c: CriterionOut) => void;
}) => {
  const t = useT();
  const revisable = may.filter((p) => c.province === '' || c.province === p.code);
  return (
    <section className="crit" aria-label={t(c.criterion.name)}>
      <Sec
        t={t(c.criterion.name)}
        sub={t(`第 ${c.criterion.version} 版`, `version ${c.criterion.version}`)}
        x={<Chip kind={c.province ? 'k' : undefined!}>{c.province ? t(c.provinceName) : t('通用', 'all provinces')}</Chip>}
      />
      <p>{t(c.words)}</p>
      <p className="note">{t(`依据的可靠程度：${c.certainty.zh}`, `How sure the source is: ${c.certainty.en}`)}</p>
      <details>
        <summary>{t(`测试用例 ${c.cases.length} 个`, `${c.cases.length} test case(s)`)}</summary>
        <ul className="crit-list">
          {c.cases.map((x) => (
            <li key={x.name.zh}>
              <div>{t(x.name)}</div>
              <CaseOutcome of={x} />
            </li>
          ))}
        </ul>
      </details>
      {c.versions.length > 0 && (
        <details>
          <summary>{t(`省里修订过 ${c.versions.length} 次`, `revised ${c.versions.length} time(s)`)}</summary>
          <Versions of={c.versions} />
        </details>
      )}
      {revisable.map((p) => (
        <Link key={p.code} to={`/criteria/revise?province=${p.code}&of=${c.province || 'all'}&key=${c.key}`}>
          {may.length > 1
            ? t(`修订（${p.name.zh}）：${c.criterion.name.zh}`, `Revise (${p.name.en}): ${c.criterion.name.en}`)
            : t(`修订：${c.criterion.name.zh}`, `Revise: ${c.criterion.name.en}`)}
        </Link>
      ))}
      {may.some((p) => p.code === c.province) && (
        <Button size="small" type="link" className="crit-retire" onClick={() => onRetire(c)}>
          {t(`停用本省的：${c.criterion.name.zh}`, `Give up: ${c.criterion.name.en}`)}
        </Button>
      )}
    </section>
  );
};

const Versions = ({ of }: { of: CriterionOut['versions'] }) => {
  const t = useT();
  return (
    <ul className="crit-list">
      {of.map((v) => (
        <li key={v.version}>
          <div>
            {t(`第 ${v.version} 版：${v.reason}`, `version ${v.version}: ${v.reason}`)}{' '}
            <span className="note num">
              {v.by} {instant(v.recorded)}
            </span>
          </div>
          <div className="note">{v.words ? t(v.words) : t('停用本省的版本', 'The province’s own version given up')}</div>
        </li>
      ))}
    </ul>
  );
};

/** What a province had and gave up: who, when, why, and the way to one of its own again. */
const Retired = ({ of, may }: { of: readonly RetiredOut[]; may: readonly { code: string; name: Text }[] }) => {
  const t = useT();
  if (of.length === 0) return null;
  return (
    <section className="crit" aria-label={t('停用了的省内版本', 'Given up by a province')}>
      <Sec t={t('停用了的省内版本', 'Given up by a province')} />
      {of.map((r) => (
        <details key={`${r.province} ${r.key}`}>
          <summary>
            {t(r.name)} <Chip>{t(r.provinceName)}</Chip>{' '}
            {r.shipped ? t('现在用通用的', 'the common one holds') : t('不再使用', 'in use no more')}
          </summary>
          <Versions of={r.versions} />
          {!r.shipped &&
            may.some((p) => p.code === r.province) &&
            t('要再用，用同一个代号新设：', 'To use it again, set up a new one with the same code: ') + r.key}
        </details>
      ))}
    </section>
  );
};

const RetireDialog = ({ of, onClose, onDone }: { of: CriterionOut | null; onClose: () => void; onDone: () => void }) => {
  const t = useT();
  const deed = useDeed(retireCriterion, { stales: ['employment.'] });
  const close = () => {
    deed.forget();
    onClose();
  };
  const own = of?.shipped === false;
  const name = of?.criterion.name ?? { zh: '', en: '' };
  const province = of?.provinceName ?? { zh: '', en: '' };
  return (
    <Confirm
      open={of !== null}
      title={t(`停用${province.zh}的${name.zh}？`, `Give up ${name.en} of ${province.en}?`)}
      action={own ? t('停用', 'Give it up') : t('停用，改回通用的', 'Give it up, use the common one')}
      withReason
      held={deed.asking}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={close}
      onAct={(reason) =>
        of &&
        void deed.act({ province: of.province, key: of.key, basedOn: of.criterion.version, reason }).then((done) => {
          if (!done) return;
          close();
          onDone();
        })
      }
    >
      <p>
        {own
          ? t(
              '这一条是本省自己设的，停用后不再判断；以前各版和理由都留着。',
              'The province set it up itself: it judges nobody any more. Its versions and reasons stay on record.',
            )
          : t(
              '全省马上改按通用的一版判断；本省以前各版和理由都留着，以后可以再修订。',
              'The common version holds in the province at once. Versions and reasons stay on record; it can be revised again.',
            )}
      </p>
    </Confirm>
  );
};
