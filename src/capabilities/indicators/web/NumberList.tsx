// The list behind a number, below the table that has it: who or what is counted, as many as the number says.
import { Button } from 'antd';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';

/** Pages of such a list, there and back; anew where another number is `asked`, with its heading in focus. */
export const useTrail = (asked: string) => {
  const head = useRef<HTMLHeadingElement>(null);
  const [trail, setTrail] = useState<readonly (string | undefined)[]>([undefined]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is another list
  useEffect(() => {
    setTrail([undefined]);
    head.current?.focus({ preventScroll: true });
    head.current?.scrollIntoView?.({ block: 'nearest' });
  }, [asked]);
  return {
    head,
    cursor: trail.at(-1),
    pagingOf: (read: { readonly total: number; readonly next: string | null }, unit: string) => ({
      total: read.total,
      next: read.next,
      previous: trail.length > 1 ? 'back' : null,
      first: trail.length === 1,
      unit,
      onPage: (cursor: string | undefined) => setTrail(cursor === 'back' || cursor === undefined ? trail.slice(0, -1) : [...trail, cursor]),
    }),
  };
};

interface Props {
  readonly title: string;
  /** Under the heading of the page, or of a section of it. */
  readonly h: 2 | 3;
  readonly head: RefObject<HTMLHeadingElement | null>;
  readonly expected: number;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}
export const NumberList = ({ title, h, head, expected, className, onClose, children }: Props) => {
  const t = useT();
  const H = h === 2 ? 'h2' : 'h3';
  return (
    <section className={className} aria-label={t(`名单：${title}`, `List: ${title}`)}>
      <div className="sec">
        <H ref={head} tabIndex={-1}>
          {title} {number(expected)}
        </H>
        <span className="x">
          <Button type="text" size="small" icon={<I n="x" />} aria-label={t('关上名单', 'Close the list')} onClick={onClose} />
        </span>
      </div>
      {children}
    </section>
  );
};

/** Whether the list has as many as the number. `unit`: 人次; nothing where the number has none. */
export const AsMany = ({ total, expected, unit = '' }: { total: number; expected: number; unit?: string }) => {
  const t = useT();
  const of = unit && ` ${unit}`;
  return total === expected ? (
    <St k="ok">{t(`名单 ${number(total)}${of}，与数字相等`, `${number(total)} on the list, as the number says`)}</St>
  ) : (
    <St k="no">
      {t(`名单 ${number(total)}${of}，数字是 ${number(expected)}`, `${number(total)} on the list, the number says ${number(expected)}`)}
    </St>
  );
};
