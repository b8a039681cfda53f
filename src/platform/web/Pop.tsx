import { Button } from 'antd';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { I, type IconName } from './icons.tsx';

interface Props {
  readonly label: string;
  readonly icon: IconName;
  /** Hangs from the right edge of its button. */
  readonly right?: boolean;
  readonly children: ReactNode;
}

/** A button that opens a small panel below it. Escape or a click elsewhere closes it and the focus goes back to the button. */
export const Pop = ({ label, icon, right, children }: Props) => {
  const [open, setOpen] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  // the button wanders to the right as filters are added: the panel never hangs out of the window
  useLayoutEffect(() => {
    const at = panel.current;
    if (!at || right) return;
    at.style.left = '';
    const over = at.getBoundingClientRect().right - (document.documentElement.clientWidth - 16);
    if (over > 0) at.style.left = `${-over}px`;
  });
  useEffect(() => {
    if (!open) return;
    panel.current?.querySelector<HTMLElement>('input,button,select,textarea')?.focus();
    const away = (event: MouseEvent) => {
      const target = event.target as Element;
      // lists and calendars of our own controls hang elsewhere in the document
      if (!host.current?.contains(target) && !target.closest('.ant-select-dropdown,.ant-picker-dropdown')) setOpen(false);
    };
    document.addEventListener('mousedown', away);
    return () => document.removeEventListener('mousedown', away);
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Escape from the controls inside
    <div
      className="pop-host"
      ref={host}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        host.current?.querySelector('button')?.focus();
      }}
    >
      <Button type="text" size="small" icon={<I n={icon} />} aria-expanded={open} onClick={() => setOpen(!open)}>
        {label}
      </Button>
      {open && (
        <section className={`pop ${right ? 'pop-right' : ''}`} aria-label={label} ref={panel}>
          {children}
        </section>
      )}
    </div>
  );
};
