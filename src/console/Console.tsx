import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo } from 'react';
import { createBrowserRouter, Outlet, useParams } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { editMe, type Me, readMe, signOut } from '#capabilities/access/contract.ts';
import { ForcedSteps } from '#capabilities/access/web/ForcedSteps.tsx';
import { SignInAgain } from '#capabilities/access/web/SignInAgain.tsx';
import { SignInPage } from '#capabilities/access/web/SignInPage.tsx';
import { StepUpProvider } from '#capabilities/access/web/StepUpProvider.tsx';
import { WatchBars } from '#capabilities/access/web/WatchBars.tsx';
import { readMyArea } from '#capabilities/regions/contractMyArea.ts';
import { AreaContext } from '#platform/web/AreaPicker.tsx';
import { call } from '#platform/web/api.ts';
import { Loaded } from '#platform/web/Loaded.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { OrganisationContext } from '#platform/web/OrganisationPicker.tsx';
import type { PageDef } from '#platform/web/pages.ts';
import { Screen } from '#platform/web/Screen.tsx';
import { SlotsContext } from '#platform/web/Slot.tsx';
import { ViewsContext } from '#platform/web/savedViews.ts';
import { SessionContext, type SessionInfo, useCan } from '#platform/web/session.tsx';
import { Empty, Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { AboutPage } from './AboutPage.tsx';
import { capabilityPages, slots } from './capabilities.ts';
import { HomePage } from './HomePage.tsx';
import { areaSource, organisationSource, viewKeeper } from './ports.ts';
import { Shell } from './Shell.tsx';
import { useAbout } from './useAbout.ts';

const ownPages: readonly PageDef[] = [
  {
    path: '/',
    can: 'signedIn',
    load: async () => HomePage,
    nav: { group: 'home', text: { zh: '今天', en: 'Today' }, icon: 'home', order: 0, key: 'h' },
  },
  { path: '/about', can: 'signedIn', load: async () => AboutPage },
  { path: '/jobs', can: 'signedIn', load: async () => (await import('./JobsPage.tsx')).JobsPage },
  {
    path: '/deliveries',
    can: 'platform.deliveries',
    load: async () => (await import('./DeliveriesPage.tsx')).DeliveriesPage,
    nav: { group: 'system', text: { zh: '停下的投递', en: 'Parked deliveries' }, icon: 'out', order: 90 },
  },
];
const pages: readonly PageDef[] = [...ownPages, ...capabilityPages];

/** A page, loaded when it is first opened, if the account may see it. */
const Guarded = ({ def }: { def: PageDef }) => {
  const can = useCan();
  // a page starts anew for another record, as it would after a click in the address bar
  const params = useParams();
  if (!can(def.can)) return <NotHere />;
  return (
    <Loaded
      key={`${def.path} ${Object.values(params).join('/')}`}
      id={`page ${def.path}`}
      load={def.load}
      while={
        <div className="page">
          <Loading />
        </div>
      }
    />
  );
};

const NotHere = () => {
  const t = useT();
  return (
    <Screen title={t('打不开这一页', 'This page cannot be opened')}>
      <Empty
        title={t('可能不在您的辖区，也可能没有这一页', 'It may lie outside your area, or there is no such page')}
        hint={t('从左边的目录进去，或者按 / 查找。', 'Use the rail on the left, or press / to search.')}
      />
    </Screen>
  );
};

interface FrameState {
  readonly me: Me;
  readonly leave: () => Promise<void>;
  readonly choose: (lang: 'zh' | 'en') => void;
}
const FrameContext = createContext<FrameState | null>(null);

/** Signed out: the sign-in page under whatever address was asked for. Signed in: the shell. */
export const Console = () => {
  const me = useRead(readMe, {});
  const about = useAbout();
  const client = useQueryClient();
  if (me.isPending || about.isPending) return <Loading rows={0} />;
  // once signed in, a session that ends is mended over the page (SignInAgain), and a lost network does not take the page away
  if (!me.data && me.error && me.error.code !== 'platform.notSignedIn')
    return (
      <main className="page">
        <ProblemView problem={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  const enter = (next: Me) => client.setQueryData([readMe.id, {}], next);
  if (!me.data) return <SignInPage demonstration={about.data?.demonstration ?? false} onSignedIn={enter} />;
  if (me.data.mustChangePassword || me.data.mustEnrolCode) return <ForcedSteps me={me.data} onDone={enter} />;
  return <SignedIn me={me.data} />;
};

const SignedIn = ({ me }: { me: Me }) => {
  const { setLang, chooseLang, chosen } = useLang();
  const about = useAbout();
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the account's language is taken over once, at sign-in
  useEffect(() => {
    if (!chosen()) setLang(me.account.language);
  }, [me.account.id]);
  const session = useMemo<SessionInfo>(
    () => ({
      accountId: me.account.id,
      login: me.account.login,
      name: me.account.name,
      permissions: new Set(me.permissions),
      areaCodes: [...new Set(me.roles.map((r) => r.areaCode))],
      viewing: me.viewedBy !== null,
      demonstration: about.data?.demonstration ?? false,
    }),
    [me, about.data?.demonstration],
  );
  const router = useMemo(
    () =>
      createBrowserRouter([
        {
          element: <Frame />,
          children: [...pages.map((p) => ({ path: p.path, element: <Guarded def={p} /> })), { path: '*', element: <NotHere /> }],
        },
      ]),
    [],
  );
  const leave = async () => {
    await call(signOut, {}).catch(() => undefined);
    client.clear();
    window.location.assign('/');
  };
  const choose = (next: 'zh' | 'en') => {
    chooseLang(next);
    if (!session.viewing)
      void call(editMe, { version: me.account.version, language: next }).then(
        (updated) => client.setQueryData([readMe.id, {}], updated),
        () => undefined,
      );
  };
  return (
    <SessionContext.Provider value={session}>
      <FrameContext.Provider value={{ me, leave, choose }}>
        <SignInAgain login={me.account.login} name={me.account.name} />
        <StepUpProvider codesOn={me.codesOn}>
          <AreaContext.Provider value={areaSource}>
            <OrganisationContext.Provider value={organisationSource}>
              <ViewsContext.Provider value={viewKeeper}>
                <SlotsContext.Provider value={slots}>
                  <RouterProvider router={router} />
                </SlotsContext.Provider>
              </ViewsContext.Provider>
            </OrganisationContext.Provider>
          </AreaContext.Provider>
        </StepUpProvider>
      </FrameContext.Provider>
    </SessionContext.Provider>
  );
};

const Frame = () => {
  const t = useT();
  const { lang } = useLang();
  const about = useAbout();
  const { me, leave, choose } = useContext(FrameContext)!;
  const first = me.roles[0];
  const myArea = useRead(readMyArea, {});
  const mine = myArea.data?.areas[0]?.division;
  const area = mine
    ? [...mine.parents.filter((p) => p.level !== 'country'), mine].map((d) => ({
        code: d.code,
        name: lang === 'zh' ? d.shortName : d.english,
      }))
    : [];
  return (
    <Shell
      pages={pages}
      area={myArea.isPending ? undefined : area}
      otherAreas={new Set(me.roles.map((r) => r.areaCode)).size - 1}
      who={{ name: me.account.name, role: first ? t(first.text) : '' }}
      unread={me.unreadNotices}
      demonstration={about.data?.demonstration ?? false}
      demonstrationDay={about.data?.demonstrationDay ?? null}
      bars={<WatchBars me={me} />}
      onSignOut={() => void leave()}
      onLang={choose}
    >
      <Outlet />
    </Shell>
  );
};
