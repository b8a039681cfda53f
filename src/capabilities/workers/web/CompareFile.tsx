import { Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { COMPARE_LIMIT } from '../contract.ts';

/** What the file dialog offers; what is taken is decided by the content, not by the ending. */
const ENDINGS = '.xlsx,.xlsm,.xls,.et,.ods,.csv,.txt';
const MOST = `${COMPARE_LIMIT / 1024 / 1024} MB`;

interface Props {
  readonly file: File | null;
  readonly onFile: (file: File | null) => void;
}

/** One list, chosen or dropped. */
export const CompareFile = ({ file, onFile }: Props) => {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState('');
  const take = (files: FileList | null) => {
    const [one, another] = [...(files ?? [])];
    if (!one) return;
    setWrong('');
    if (another) return setWrong(t('一次只对一份表，请只放一份', 'One list at a time: drop a single file'));
    if (one.size > COMPARE_LIMIT)
      return setWrong(
        t(
          `“${one.name}”超过 ${MOST}。请只留姓名和证件号两列再传`,
          `“${one.name}” is over ${MOST}. Keep the columns of names and numbers only`,
        ),
      );
    onFile(one);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <section className="compare-file" aria-label={t('我的名单', 'My list')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has its button inside, which the keyboard reaches */}
      <div
        className={`compare-drop ${over ? 'over' : ''}`}
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
        <input
          ref={input}
          id="compare-file"
          type="file"
          className="vh"
          aria-label={t('选要对的名单文件', 'Choose the list to compare')}
          // the button beside it opens it: one stop of the keyboard, not two
          tabIndex={-1}
          accept={ENDINGS}
          onChange={(e) => {
            take(e.target.files);
            e.target.value = '';
          }}
        />
        <Button type={file ? 'default' : 'primary'} icon={<I n="sheet" />} onClick={() => input.current?.click()}>
          {file ? t('换一份', 'Choose another') : t('选名单', 'Choose a list')}
        </Button>
        <div role="status">
          {file ? (
            <p className="compare-chosen">{file.name}</p>
          ) : (
            <>
              <p className="compare-here">{t('或者拖到这里。', 'or drop it here.')}</p>
              <p className="note">
                {t(
                  `Excel、WPS 表格、CSV 都收，最大 ${MOST}；要有证件号码或姓名这一列，标题行、合计行不用删。`,
                  `Excel, WPS and CSV, at most ${MOST}; with a column of identity numbers or names. Titles and totals may stay.`,
                )}
              </p>
            </>
          )}
        </div>
      </div>
      {wrong && (
        <p className="compare-failed" role="alert">
          <G k="no" /> {wrong}
        </p>
      )}
    </section>
  );
};
