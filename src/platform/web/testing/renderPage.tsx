// A page as it stands in the shell, against a server that answers from the contract's own shapes. For tests only.
import { cleanup, configure, render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { MemoryRouter, parsePath, Route, Routes, useLocation } from 'react-router';
import type { AnyEndpoint, Input, Output } from '../../contract.ts';
import { fillText, invalid, notFound, Problem, type ProblemBody } from '../../problem.ts';
import { fieldErrors, fromQuery } from '../../validate.ts';
import { Providers } from '../app.tsx';
import { type ViewKeeper, ViewsContext } from '../savedViews.ts';
import { SessionContext, type SessionInfo } from '../session.tsx';
import { type AskStepUp, StepUpContext } from '../stepUp.tsx';

/** What the fake server says to one endpoint: an answer, or a thrown Problem. Both ends are checked against the contract. */
export interface Answer {
  readonly endpoint: AnyEndpoint;
  readonly give: (input: Record<string, unknown>) => unknown;
}
export const answer = <E extends AnyEndpoint>(endpoint: E, give: Output<E> | ((input: Input<E>) => Output<E>)): Answer => ({
  endpoint,
  give: (typeof give === 'function' ? give : () => give) as Answer['give'],
});

export interface Call {
  readonly id: string;
  readonly input: Record<string, unknown>;
  readonly idempotencyKey: string | undefined;
}

const patternOf = (endpoint: AnyEndpoint): RegExp => new RegExp(`^/api${endpoint.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);

/** As the server reads it: numbers, booleans and lists by the endpoint's own schema. */
const queryOf = (endpoint: AnyEndpoint, params: URLSearchParams): Record<string, unknown> =>
  fromQuery(
    endpoint.input,
    Object.fromEntries([...new Set(params.keys())].map((k) => [k, params.getAll(k).length > 1 ? params.getAll(k) : params.get(k)])),
  );

const problemReply = (problem: Problem, errors?: ProblemBody['errors']): Response => {
  const { code, status, text } = problem.type;
  const said = fillText(text, problem.details);
  const body: ProblemBody = {
    type: `/problems/${code}`,
    code,
    status,
    title: said.zh,
    text: said,
    details: problem.details,
    requestId: 'test-request',
    ...(errors ? { errors } : {}),
  };
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });
};

/** A `fetch` that answers from the list; later answers to the same endpoint win. */
export const fakeFetch = (answers: readonly Answer[], calls: Call[]): typeof fetch => {
  const byLength = [...answers].reverse();
  return async (address, init) => {
    const url = new URL(String(address), 'http://test');
    const method = init?.method ?? 'GET';
    // a path without a parameter is meant before one with: /accounts/sheet before /accounts/:id
    const fits = byLength
      .filter((a) => a.endpoint.method === method && patternOf(a.endpoint).test(url.pathname))
      .sort((a, b) => a.endpoint.path.split(':').length - b.endpoint.path.split(':').length);
    const found = fits[0];
    if (!found) return problemReply(notFound());
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    const sent = { ...queryOf(found.endpoint, url.searchParams), ...body, ...patternOf(found.endpoint).exec(url.pathname)?.groups };
    const key = new Headers(init?.headers).get('idempotency-key') ?? undefined;
    calls.push({ id: found.endpoint.id, input: sent, idempotencyKey: key });
    const read = found.endpoint.input.safeParse(sent);
    if (!read.success) return problemReply(invalid({ count: read.error.issues.length }), fieldErrors(read.error));
    try {
      const given = found.give(read.data as Record<string, unknown>);
      if (given instanceof Blob) return new Response(given);
      return new Response(JSON.stringify(found.endpoint.output.parse(given)), { headers: { 'content-type': 'application/json' } });
    } catch (error) {
      if (error instanceof Problem) return problemReply(error);
      throw error;
    }
  };
};

interface Options {
  readonly answers: readonly Answer[];
  /** Where the page is opened, with its query; and the route it stands on. */
  readonly at?: string;
  /** What the page keeps beside its address (useListState). */
  readonly kept?: Readonly<Record<string, string>>;
  readonly route?: string;
  readonly lang?: 'zh' | 'en';
  readonly permissions?: readonly string[];
  readonly session?: Partial<SessionInfo>;
  readonly stepUp?: AskStepUp;
  readonly views?: ViewKeeper;
}

// a page of antd takes its time in jsdom, more so beside other tests
configure({ asyncUtilTimeout: 10_000 });

/** Missing in jsdom, asked for by antd. */
const fillBrowser = () => {
  window.matchMedia ??= (query) =>
    ({
      matches: false,
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      addListener: () => undefined,
      removeListener: () => undefined,
      dispatchEvent: () => false,
      onchange: null,
    }) as MediaQueryList;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  // jsdom knows no styles of pseudo elements and says so on each call
  const computed = window.getComputedStyle.bind(window);
  window.getComputedStyle = (element) => computed(element);
};

let place = '';
const Where = () => {
  const { pathname, search } = useLocation();
  place = pathname + search;
  return null;
};

/** Renders one page; gives back what was asked of the server and where the browser stands. */
export const renderPage = (page: ReactElement, options: Options) => {
  cleanup();
  fillBrowser();
  localStorage.setItem('wengang.lang', options.lang ?? 'zh');
  const calls: Call[] = [];
  globalThis.fetch = fakeFetch(options.answers, calls);
  const session: SessionInfo = {
    accountId: '00000000-0000-7000-8000-000000000001',
    login: 'pt-county',
    name: '罗县办',
    permissions: new Set(options.permissions ?? []),
    areaCodes: ['522727000000'],
    viewing: false,
    demonstration: true,
    ...options.session,
  };
  const at = options.at ?? '/';
  const view = render(
    <Providers>
      <SessionContext.Provider value={session}>
        <StepUpContext.Provider value={options.stepUp ?? (async () => false)}>
          <ViewsContext.Provider value={options.views ?? null}>
            <MemoryRouter initialEntries={[{ ...parsePath(at), state: { kept: options.kept } }]}>
              <Where />
              <Routes>
                <Route path={options.route ?? '*'} element={page} />
                {options.route && <Route path="*" element={<p>elsewhere</p>} />}
              </Routes>
            </MemoryRouter>
          </ViewsContext.Provider>
        </StepUpContext.Provider>
      </SessionContext.Provider>
    </Providers>,
  );
  return { ...view, calls, callsOf: (id: string) => calls.filter((c) => c.id === id), place: () => place };
};
