import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import type { CallFailed } from './api.ts';
import { useT } from './lang.tsx';
import { Loading, ProblemView } from './states.tsx';

interface Props {
  readonly title: string;
  /** Shown instead of the title as the h1 (a name line); the title stays that of the window. */
  readonly heading?: ReactNode;
  readonly sub?: ReactNode;
  readonly crumb?: ReactNode;
  readonly actions?: ReactNode;
  readonly busy?: boolean;
  readonly problem?: CallFailed | null;
  readonly onRetry?: () => void;
  readonly children: ReactNode;
}

/** A page: window title, one h1 that takes the focus after a change of route, actions, and its states. */
export const Screen = ({ title, heading, sub, crumb, actions, busy, problem, onRetry, children }: Props) => {
  const t = useT();
  const h1 = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${title} · ${t('稳岗', 'Wengang')}`;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: exactly when the route changes
  useEffect(() => {
    // not on the very first page: a reader starts at the top of the document there
    // and never away from a field somebody is already typing in
    if (window.history.state?.idx > 0 && !document.activeElement?.matches('input, textarea, [contenteditable]'))
      h1.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className="page">
      <header className="ph">
        <div className="grow">
          {crumb && (
            <nav className="crumb" aria-label={t('位置', 'Where you are')}>
              {crumb}
            </nav>
          )}
          <h1 ref={h1} tabIndex={-1}>
            {heading ?? title}
          </h1>
          {sub && <div className="m">{sub}</div>}
        </div>
        {actions && <div className="act">{actions}</div>}
      </header>
      {problem ? <ProblemView problem={problem} {...(onRetry ? { onRetry } : {})} /> : busy ? <Loading /> : children}
    </div>
  );
};
