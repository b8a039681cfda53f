import { Button } from 'antd';
import { type DragEvent, type RefObject, useRef, useState } from 'react';
import { AskBeforeLeaving } from '#platform/web/AskBeforeLeaving.tsx';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useSession } from '#platform/web/session.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { HAND_IN_LIMIT } from '../contractBatches.ts';
import { fileSize } from './batchWords.ts';
import { HandInFields } from './HandInFields.tsx';
import { UploadList } from './UploadList.tsx';
import type { HandInOptions, useUploads } from './useUploads.ts';

/** What the file dialog offers; what is taken is decided by the content, not by the ending. */
const ENDINGS = '.xlsx,.xlsm,.xls,.et,.ods,.csv,.txt';

interface Props {
  readonly uploads: ReturnType<typeof useUploads>;
  /** Opens the file dialog from elsewhere on the page. */
  readonly input: RefObject<HTMLInputElement | null>;
}

/** Choosing files, or dropping them; what is said about them; and each of them on its way. */
export const HandInPart = ({ uploads, input }: Props) => {
  const t = useT();
  const phone = useNarrow(600);
  const { areaCodes } = useSession();
  const [options, setOptions] = useState<HandInOptions>({});
  const [over, setOver] = useState(false);
  /** Chosen before it was said whose list they are: they wait, nobody chooses them twice. */
  const [held, setHeld] = useState<readonly File[]>([]);
  const several = areaCodes.length > 1;
  const depth = useRef(0);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (!files.length) return;
    if (several && !options.area) setHeld((old) => [...old, ...files]);
    else uploads.add(files, options);
  };
  const say = (next: HandInOptions) => {
    setOptions(next);
    if (held.length && next.area) {
      uploads.add(held, next);
      setHeld([]);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    take(event.dataTransfer.files);
  };
  const chooser = (
    <input
      ref={input}
      id="hand-in-file"
      type="file"
      className="vh"
      aria-label={t('选要交的表格文件', 'Choose the files to hand in')}
      // the button beside it opens it: one stop of the keyboard, not two
      tabIndex={-1}
      accept={ENDINGS}
      multiple={!phone}
      onChange={(e) => {
        take(e.target.files);
        e.target.value = '';
      }}
    />
  );
  return (
    <section className="hand-in" aria-label={t('交表', 'Hand in')}>
      {several && <HandInFields options={options} onChange={say} areaMissing={held.length > 0} part="area" />}
      {held.length > 0 && (
        <p className="s13" role="status">
          <G k="due" />{' '}
          {t(
            `选好的 ${held.length} 份在等：先选这些表是哪个地区的。`,
            `${held.length} chosen file(s) wait: first say which area these lists belong to.`,
          )}
        </p>
      )}
      {phone ? (
        <div className="hand-in-phone">
          {chooser}
          <Button type="primary" size="large" block icon={<I n="sheet" />} onClick={() => input.current?.click()}>
            {t('选一份表格', 'Choose a spreadsheet')}
          </Button>
          <p className="note">
            {t(
              `Excel、WPS 表格、CSV 都收，最大 ${fileSize(HAND_IN_LIMIT)}。先预检，不提交就什么都不写。`,
              `Excel, WPS and CSV, at most ${fileSize(HAND_IN_LIMIT)}. It is checked first; nothing is written before you submit.`,
            )}
          </p>
        </div>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its button inside, which the keyboard reaches
        <div
          className={`hand-in-drop ${over ? 'over' : ''}`}
          onDragEnter={() => {
            depth.current += 1;
            setOver(true);
          }}
          onDragOver={(e) => e.preventDefault()}
          onDragLeave={() => {
            depth.current -= 1;
            if (depth.current <= 0) setOver(false);
          }}
          onDrop={drop}
        >
          {chooser}
          <Button type="primary" icon={<I n="sheet" />} onClick={() => input.current?.click()}>
            {t('选表格', 'Choose spreadsheets')}
          </Button>
          <div>
            <p>{t('或者拖到这里，一次可以放许多份。', 'or drop them here, as many as you like at once.')}</p>
            <p className="note">
              {t(
                `Excel、WPS 表格、CSV 都收，每份最大 ${fileSize(HAND_IN_LIMIT)}；不用先整理格式。先预检，不提交就什么都不写。`,
                `Excel, WPS and CSV, at most ${fileSize(HAND_IN_LIMIT)} each, as they are. They are checked first; nothing is written before you submit.`,
              )}
            </p>
          </div>
        </div>
      )}
      <details className="hand-in-more">
        <summary>
          {several
            ? t('交表单位、截至哪天（选填）', 'Organisation, as of (optional)')
            : t('是哪里的表、交表单位、截至哪天（选填）', 'Area, organisation, as of (optional)')}
        </summary>
        <HandInFields options={options} onChange={say} part={several ? 'rest' : 'all'} />
      </details>
      <UploadList uploads={uploads} options={options} />
      <AskBeforeLeaving
        when={uploads.onTheWay || held.length > 0}
        title={t('还有表没传完', 'Some files are still on their way')}
        leave={t('不传了，离开', 'Leave, drop them')}
      >
        {t(
          '现在离开，没传完的要重新选。已经传完的不受影响，会在后台接着预检。',
          'If you leave now, files that have not arrived must be chosen again. Those that have arrived are checked in the background.',
        )}
      </AskBeforeLeaving>
    </section>
  );
};
