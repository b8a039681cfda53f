import { Button, Drawer, Dropdown } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { Loaded } from '#platform/web/Loaded.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { Mark } from '#platform/web/marks.tsx';
import { type NavGroup, type PageDef, SHELL_MONTHS } from '#platform/web/pages.ts';
import { Slot } from '#platform/web/Slot.tsx';
import { useCan } from '#platform/web/session.tsx';
import { useKeys } from '#platform/web/useKeys.ts';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { KeysHelp } from './KeysHelp.tsx';
import { SearchBar } from './SearchBar.tsx';

const GROUPS: readonly (readonly [NavGroup, string, string])[] = [
  ['home', '', ''],
  ['journey', '一人一程', 'One person, one journey'],
  ['figures', '数字', 'Figures'],
  ['records', '台账', 'Records'],
  ['system', '系统', 'System'],
];

const baseOf = (page: PageDef): string => page.path.replace(/\/[:*].*$/, '');

export interface ShellProps {
  readonly pages: readonly PageDef[];
  /** Names of the actor's area, from the largest: 贵州省, 黔南州, 平塘县. */
  /** Undefined until it is known: nobody is told he has no area while it is being read. */
  readonly area: readonly { readonly code: string; readonly name: string }[] | undefined;
  readonly otherAreas: number;
  readonly who: { readonly name: string; readonly role: string };
  readonly unread: number;
  readonly demonstration: boolean;
  readonly demonstrationDay: string | null;
  /** Hatched bars over the page: whose eyes, why, until when. */
  readonly bars: ReactNode;
  readonly onSignOut: () => void;
  readonly onLang: (lang: 'zh' | 'en') => void;
  readonly children: ReactNode;
}

/** The frame of every signed-in page: scope plate, search, language, notices, account; the rail; the page. */
export const Shell = (props: ShellProps) => {
  const t = useT();
  const { lang } = useLang();
  const go = useNavigate();
  const can = useCan();
  const narrow = useNarrow(1024);
  const { pathname } = useLocation();
  const [drawer, setDrawer] = useState(false);
  const [help, setHelp] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a drawer closes when the route changes
  useEffect(() => setDrawer(false), [pathname]);
  const shown = props.pages.filter((p) => p.nav && can(p.can));
  const jumps = Object.fromEntries(shown.flatMap((p) => (p.nav?.key ? [[`g ${p.nav.key}`, () => void go(p.path)]] : [])));
  useKeys({ ...jumps, '?': () => setHelp(true), '/': () => document.getElementById('find')?.focus() });
  // the longest path that fits: /regions/pairings is not also /regions
  const here = shown
    .map(baseOf)
    .filter((base) => pathname === base || pathname.startsWith(`${base}/`))
    .sort((a, b) => b.length - a.length)[0];
  const rail = (
    <>
      {GROUPS.map(([group, zh, en]) => {
        const entries = shown.filter((p) => p.nav?.group === group).sort((a, b) => a.nav!.order - b.nav!.order);
        if (!entries.length) return null;
        return (
          <div key={group}>
            {zh && <h2>{t(zh, en)}</h2>}
            <ul className={group === 'journey' ? 'line' : ''}>
              {entries.map((p) => (
                <li key={p.path}>
                  <Link
                    to={baseOf(p)}
                    className={baseOf(p) === here ? 'active' : ''}
                    aria-current={baseOf(p) === here ? 'page' : undefined}
                    title={t(p.nav!.text)}
                  >
                    <span className="st">{group !== 'journey' && <I n={p.nav!.icon} />}</span>
                    <span className="label">{t(p.nav!.text)}</span>
                    {p.nav!.count && can(p.nav!.count.can) && <Loaded id={`count ${p.path}`} load={p.nav!.count.load} while={null} quiet />}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {props.demonstration && (
        <p className="demo">
          <b className="b">{t('演示数据', 'Demonstration data')}</b>
          <br />
          {t('人员、单位均为虚构', 'People and firms are fictional')}
          {props.demonstrationDay && (
            <>
              <br />
              {t('演示日', 'Demonstration day')} <span className="nowrap">{props.demonstrationDay}</span>
            </>
          )}
        </p>
      )}
    </>
  );
  return (
    <div className={`shell ${narrow ? 'narrow' : ''}`}>
      <a className="skip" href="#main">
        {t('跳到正文', 'Skip to content')}
      </a>
      <header className="shell-head">
        <div className="brand">
          {narrow && (
            <Button type="text" size="small" icon={<I n="more" />} aria-expanded={drawer} onClick={() => setDrawer(true)}>
              {t('菜单', 'Menu')}
            </Button>
          )}
          <Link to="/" className="row home-link" aria-label={t('稳岗，回到今天', 'Wengang, back to today')}>
            <Mark s={narrow ? 22 : 26} />
            {!narrow && <b>{t('稳岗', 'Wengang')}</b>}
          </Link>
        </div>
        <div className="bar">
          <ScopePlate area={props.area} others={props.otherAreas} />
          {!narrow && <Slot name={SHELL_MONTHS} />}
          {!narrow && <SearchBar pages={shown} />}
          <Button
            type="link"
            size="small"
            lang={lang === 'zh' ? 'en' : 'zh-CN'}
            className="bar-lang"
            onClick={() => props.onLang(lang === 'zh' ? 'en' : 'zh')}
          >
            {lang === 'zh' ? 'English' : '中文'}
          </Button>
          <Link to="/notices" className="bell" aria-label={t(`提醒，${props.unread} 条未读`, `Notices, ${props.unread} unread`)}>
            <I n="bell" />
            {props.unread > 0 && <span className="s12">{props.unread > 99 ? '99+' : props.unread}</span>}
          </Link>
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'jobs', label: <Link to="/jobs">{t('我的任务', 'My jobs')}</Link> },
                { key: 'settings', label: <Link to="/settings">{t('我的设置', 'My settings')}</Link> },
                { key: 'keys', label: t('键盘操作', 'Keyboard'), onClick: () => setHelp(true) },
                { key: 'about', label: <Link to="/about">{t('关于稳岗', 'About Wengang')}</Link> },
                { type: 'divider' },
                { key: 'out', label: t('退出登录', 'Sign out'), onClick: props.onSignOut },
              ],
            }}
          >
            <button type="button" className="scope who">
              <I n="user" />
              {!narrow && (
                <>
                  <span className="s13">{props.who.name}</span>
                  <span className="c">{props.who.role}</span>
                </>
              )}
              {narrow && <span className="vh">{props.who.name}</span>}
              <I n="down" s={14} />
            </button>
          </Dropdown>
        </div>
      </header>
      {narrow ? (
        <Drawer
          open={drawer}
          onClose={() => setDrawer(false)}
          placement="left"
          size={280}
          title={t('稳岗', 'Wengang')}
          closable={{ 'aria-label': t('关上菜单', 'Close menu') }}
        >
          <nav className="rail in-drawer" aria-label={t('主导航', 'Main')}>
            <SearchBar pages={shown} />
            {rail}
          </nav>
        </Drawer>
      ) : (
        <nav className="rail" aria-label={t('主导航', 'Main')}>
          {rail}
        </nav>
      )}
      <main className="body" id="main" tabIndex={-1}>
        {props.bars}
        {props.children}
        {narrow && (
          <div className="months-foot">
            <Slot name={SHELL_MONTHS} />
          </div>
        )}
      </main>
      <KeysHelp open={help} onClose={() => setHelp(false)} pages={shown} />
    </div>
  );
};

/** The first thing on every page: 省 / 州 / 县 one is responsible for. */
const ScopePlate = ({ area, others }: { area: ShellProps['area']; others: number }) => {
  const t = useT();
  if (!area) return <span className="scope c" />;
  const last = area[area.length - 1];
  if (!last) return <span className="scope c">{t('没有辖区', 'No area')}</span>;
  return (
    <Link to={`/regions/${last.code}`} className="scope" aria-label={`${t('我的辖区', 'My area')}: ${area.map((a) => a.name).join(' / ')}`}>
      <I n="site" />
      <span className="c above">
        {area
          .slice(0, -1)
          .map((a) => `${a.name} / `)
          .join('')}
      </span>
      <b>{last.name}</b>
      {others > 0 && <span className="c">{t(`等 ${others + 1} 处`, `and ${others} more`)}</span>}
    </Link>
  );
};
