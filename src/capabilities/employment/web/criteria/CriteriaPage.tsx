import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { Chip, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import type { Text } from '#standards/text.ts';
import { type CriterionOut, listCriteria } from '../../contractCriteria.ts';
import { CaseOutcome } from './CaseOutcome.tsx';
import './criteria.css';

/** 稳定口径: what counts as stable, in words, each with its source and its test cases. */
export const CriteriaPage = () => {
  const t = useT();
  const go = useNavigate();
  const [url] = useUrlState('saved');
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
        <One key={`${c.province} ${c.key}`} of={c} may={may} />
      ))}
    </Screen>
  );
};

const One = ({ of: c, may }: { of: CriterionOut; may: readonly { code: string; name: Text }[] }) => {
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
          <ul className="crit-list">
            {c.versions.map((v) => (
              <li key={v.version}>
                <div>
                  {t(`第 ${v.version} 版：${v.reason}`, `version ${v.version}: ${v.reason}`)}{' '}
                  <span className="note num">
                    {v.by} {instant(v.recorded)}
                  </span>
                </div>
                <div className="note">{t(v.words)}</div>
              </li>
            ))}
          </ul>
        </details>
      )}
      {revisable.map((p) => (
        <Link key={p.code} to={`/criteria/revise?province=${p.code}&of=${c.province || 'all'}&key=${c.key}`}>
          {may.length > 1
            ? t(`修订（${p.name.zh}）：${c.criterion.name.zh}`, `Revise (${p.name.en}): ${c.criterion.name.en}`)
            : t(`修订：${c.criterion.name.zh}`, `Revise: ${c.criterion.name.en}`)}
        </Link>
      ))}
    </section>
  );
};
