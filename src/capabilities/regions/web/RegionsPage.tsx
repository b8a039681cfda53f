import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { EmptyFiltered, Loading, ProblemView } from '#platform/web/states.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { readDivision, readMyArea, searchDivisions, searchReasonTexts } from '../contract.ts';
import { DivisionTree } from './DivisionTree.tsx';
import { DivisionView } from './DivisionView.tsx';
import { COUNTRY, useName } from './parts.tsx';
import './regions.css';

/** The divisions: a tree to walk through on the left, the chosen one on the right; code and query stand in the address. */
export const RegionsPage = () => {
  const t = useT();
  const { lang } = useLang();
  const go = useNavigate();
  const name = useName();
  const narrow = useNarrow(1024);
  const { code = COUNTRY } = useParams();
  const [{ q }, setUrl] = useUrlState('q');
  const division = useRead(readDivision, { code }, { keep: true });
  const mine = useRead(readMyArea, {});
  const d = division.data;
  const keepQuery = q ? `?q=${encodeURIComponent(q)}` : '';
  const crumb = d && d.level !== 'country' && (
    <>
      <Link to="/regions">{t('全国', 'China')}</Link>
      {d.parents.map((p) => (
        <span key={p.code}>
          {' / '}
          <Link to={`/regions/${p.code}`}>{name(p)}</Link>
        </span>
      ))}
      {' / '}
      <span aria-current="page">{name(d)}</span>
    </>
  );
  return (
    <Screen
      title={d && d.level !== 'country' ? name(d) : t('区划', 'Divisions')}
      {...(crumb ? { crumb } : {})}
      sub={t('县以上全国，村以上广东、广西、贵州', 'To the county for all of China; to the village for Guangdong, Guangxi and Guizhou')}
      actions={
        <>
          {(mine.data?.areas ?? []).slice(0, 3).map(({ division: area }) => (
            <Button key={area.code} icon={<I n="site" />} onClick={() => go(area.code === COUNTRY ? '/regions' : `/regions/${area.code}`)}>
              {mine.data!.areas.length === 1 ? t('我的辖区', 'My area') : name(area)}
            </Button>
          ))}
          <Button icon={<I n="print" />} onClick={() => window.print()}>
            {t('打印', 'Print')}
          </Button>
        </>
      }
    >
      <div className="rg">
        <search className="rg-side noprint" aria-label={t('找区划', 'Find a division')}>
          <SearchField value={q ?? ''} onChange={(next) => setUrl({ q: next }, true)} />
          {q ? (
            <Hits q={q} onClear={() => setUrl({ q: undefined })} />
          ) : (
            !narrow && <DivisionTree code={d?.code ?? code} onOpen={(next) => go(`/regions/${next}${keepQuery}`)} />
          )}
        </search>
        <div aria-busy={division.isFetching} lang={lang === 'zh' ? 'zh-CN' : 'en'}>
          {division.error ? (
            <ProblemView problem={division.error} onRetry={() => void division.refetch()} />
          ) : d ? (
            <DivisionView division={d} />
          ) : (
            <Loading />
          )}
        </div>
      </div>
    </Screen>
  );
};

/** Types freely; the address follows a moment later, so that the back button does not step through letters. */
const SearchField = ({ value, onChange }: { value: string; onChange: (next: string | undefined) => void }) => {
  const t = useT();
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  // cleared elsewhere, or the back button: show what the address says
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    const next = text.trim();
    if (next === told.current) return;
    const timer = window.setTimeout(() => {
      told.current = next;
      tell.current(next || undefined);
    }, 220);
    return () => window.clearTimeout(timer);
  }, [text]);
  return (
    <Input
      className="rg-find"
      allowClear
      value={text}
      maxLength={60}
      prefix={<I n="search" />}
      aria-label={t('按名称、拼音或代码找', 'Find by name, pinyin or code')}
      placeholder={t('名称、拼音或代码，如 pt kedu', 'Name, pinyin or code: pt kedu')}
      onChange={(e) => setText(e.target.value)}
    />
  );
};

const Hits = ({ q, onClear }: { q: string; onClear: () => void }) => {
  const t = useT();
  const { lang } = useLang();
  const name = useName();
  const found = useRead(searchDivisions, { q }, { keep: true });
  if (found.error) return <ProblemView problem={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading rows={5} />;
  const { items, total } = found.data;
  if (items.length === 0) return <EmptyFiltered words={q} onClear={onClear} />;
  return (
    <>
      <p className="note" role="status">
        {items.length < total
          ? t(
              `找到 ${total} 处，先列最像的 ${items.length} 处；写上县名会更准`,
              `${total} found, the closest ${items.length} shown; add the county to narrow it`,
            )
          : t(`找到 ${total} 处`, `${total} found`)}
      </p>
      <ul className="rg-hits">
        {items.map((hit) => (
          <li key={hit.code}>
            <Link to={`/regions/${hit.code}?q=${encodeURIComponent(q)}`}>
              <span className="row base sp">
                <b>{name(hit)}</b>
                <span className="note nowrap">
                  {t(searchReasonTexts[hit.reason])}
                  {hit.reason === 'former' || hit.reason === 'alias' ? ` ${hit.matched}` : ''}
                </span>
              </span>
              <span className="note">{lang === 'zh' ? hit.shortFullName : hit.englishFullName}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
};
