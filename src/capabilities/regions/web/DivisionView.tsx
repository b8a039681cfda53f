import { Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { Facts, Sec } from '#platform/web/kit.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { type Division, levelTexts, villageKindTexts } from '../contract.ts';
import { DivisionChildren, KeyCounties } from './DivisionChildren.tsx';
import { DivisionPairings } from './DivisionPairings.tsx';
import { History } from './History.tsx';
import { CertaintyMark, KeyCountyMark, useCounts } from './parts.tsx';

export const DivisionView = ({ division: d }: { division: Division }) => {
  const t = useT();
  const { lang } = useLang();
  const counts = useCounts();
  const below = counts(d.below);
  const rows: (readonly [ReactNode, ReactNode])[] = [
    [t('全称', 'Full name'), lang === 'zh' ? d.fullName : `${d.englishFullName} ${d.fullName}`],
    [t('代码', 'Code'), <Code key="code" code={d.code} />],
    [
      t('层级', 'Level'),
      <>
        {t(levelTexts[d.level])}
        {d.kind && `，${t(villageKindTexts[d.kind])}`}
      </>,
    ],
  ];
  if (d.aliases.length > 0)
    rows.push([
      t('也写作', 'Also written'),
      <span key="a" lang="zh-CN">
        {d.aliases.join('、')}
      </span>,
    ]);
  if (below.length > 0)
    rows.push([
      t('下辖', 'Below'),
      <span key="b" className="row wrap gap12">
        {below.map((c) => (
          <span key={c.key} className="nowrap">
            <span className="num">{c.text}</span> <span className="mute s13">{c.unit}</span>
          </span>
        ))}
      </span>,
    ]);
  if (d.keyCounty)
    rows.push([
      t('重点帮扶县', 'Key county'),
      <span key="k">
        <KeyCountyMark label={t('国家乡村振兴重点帮扶县', 'national key county for rural revitalisation')} />{' '}
        <span className="s13 sub">
          {t(`自 ${d.keyCounty.validFrom}`, `since ${d.keyCounty.validFrom}`)} <CertaintyMark certainty={d.keyCounty.certainty} />
        </span>
        <br />
        <span className="note" lang="zh-CN">
          {d.keyCounty.source}
        </span>
      </span>,
    ]);
  return (
    <div className="rg-stack">
      {!d.current && (
        <p>
          <St k="off">{t('这个代码已经撤销，身份证号里还会见到。', 'This code was withdrawn; identity numbers still carry it.')}</St>
        </p>
      )}
      {d.level !== 'country' && (
        <section>
          <Sec t={t('基本', 'The division')} x={t(`区划版本 ${d.treeVersion}`, `Edition ${d.treeVersion}`)} />
          <Facts rows={rows} />
        </section>
      )}
      {d.level !== 'country' && d.current && <DivisionPairings of={d} />}
      {(d.earlier.length > 0 || d.later.length > 0) && <History division={d} />}
      {d.current && d.level !== 'county' && d.level !== 'township' && d.level !== 'village' && <KeyCounties of={d} />}
      {d.current && <DivisionChildren of={d} />}
    </div>
  );
};

const Code = ({ code }: { code: string }) => {
  const t = useT();
  const text = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      setSaid(t('已复制', 'Copied'));
    } catch {
      // no leave to write: select it, so that one key does it
      if (text.current) window.getSelection()?.selectAllChildren(text.current);
      setSaid(t('已选中，请按 Ctrl+C', 'Selected: press Ctrl+C'));
    }
  };
  return (
    <span className="row wrap">
      <span className="raw rg-code" ref={text}>
        {code}
      </span>
      <Button size="small" className="noprint" onClick={() => void copy()}>
        {t('复制代码', 'Copy code')}
      </Button>
      <span className="note" role="status">
        {said}
      </span>
    </span>
  );
};
