import { Button, Input, Select } from 'antd';
import { useEffect } from 'react';
import { AreaName } from '#platform/web/AreaName.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { hukouTexts } from '../contractShapes.ts';
import type { Draft } from './registerDraft.ts';
import type { Checked } from './useRegister.ts';
import type { PartProps } from './WhoFields.tsx';

/** Where the home is: any way of writing it; one that fits exactly is taken, otherwise one of the candidates is clicked. Nothing is guessed. */
export const HomeFields = ({ draft, set, errorOf, leave, checked }: PartProps & { checked: Checked }) => {
  const t = useT();
  const { data, of } = checked;
  const place = !draft.homeCode && draft.homeText.trim() && of.homeText === draft.homeText.trim() ? data?.place : undefined;
  const sure = place?.status === 'sure' && place.inside && place.code ? { homeCode: place.code, homeName: place.name } : null;
  useEffect(() => {
    if (sure) set(sure);
  });
  const village = draft.homeCode !== '' && !draft.homeCode.endsWith('000');
  // understood, but another office's: there is nothing to click
  const outside = place?.status === 'sure' && !place.inside && place.code ? { code: place.code, name: place.name } : null;
  const offered = place && !sure && !outside ? place.candidates : [];
  const error = errorOf('homeText');
  return (
    <>
      <Field
        name="homeText"
        label={t('户籍地', 'Home')}
        error={draft.homeCode || offered.length ? undefined : error}
        {...(draft.homeCode
          ? {
              understood: (
                <span>
                  {t('认作：', 'Taken as ')}
                  <AreaName code={draft.homeCode} zh={draft.homeName} />
                  {!village && (
                    <span className="mute">
                      {t('。没有到村，写得出村就再写一次', '. Not down to the village; write it again if it is known')}
                    </span>
                  )}
                </span>
              ),
            }
          : {})}
        hint={t('怎么写都行，如 平塘克度先锋；最好写到村', 'Any way of writing, such as 平塘克度先锋; best down to the village')}
      >
        <Input
          className="raw"
          maxLength={200}
          autoComplete="off"
          value={draft.homeText}
          onChange={(e) => set({ homeText: e.target.value, homeCode: '', homeName: '' })}
          onBlur={() => leave('homeText')}
          suffix={
            draft.homeCode ? (
              <Button
                type="link"
                size="small"
                className="wk-suffix"
                onClick={() => {
                  set({ homeText: '', homeCode: '', homeName: '' });
                  document.getElementById('f-homeText')?.focus();
                }}
              >
                {t('换一个', 'Another')}
              </Button>
            ) : (
              <span />
            )
          }
        />
      </Field>
      {place && !sure && (
        <div className="wk-places" role="status">
          {outside && (
            <St k="doubt">
              <span>
                <AreaName code={outside.code} zh={outside.name} />
                {t(
                  '不在您的辖区。请由那里建档，或者先写本地的户籍地，建档后再登记迁移',
                  ' lies outside your area. Let its office register the person, or register the home here first and then the move',
                )}
              </span>
            </St>
          )}
          {place.message && !outside && <St k={place.status === 'unknown' ? 'no' : 'doubt'}>{t(place.message)}</St>}
          {offered.length > 0 && (
            <>
              {!place.message && <p className="s13 sub">{t('是哪一处，点一下：', 'Which one? Click it:')}</p>}
              <ul>
                {offered.map((c) => (
                  <li key={c.code}>
                    <button type="button" className="wk-place" onClick={() => set({ homeCode: c.code, homeName: c.name })}>
                      <AreaName code={c.code} zh={c.name} />
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      <div className="form-2">
        <Field name="hukou" label={t('户口性质', 'Hukou')} optional>
          <Select
            value={draft.hukou}
            options={Object.entries(hukouTexts).map(([value, text]) => ({ value, label: t(text) }))}
            onChange={(hukou: Draft['hukou']) => set({ hukou })}
          />
        </Field>
        <Field name="address" label={t('组、门牌', 'Group and house number')} optional error={errorOf('address')}>
          <Input maxLength={100} autoComplete="off" value={draft.address} onChange={(e) => set({ address: e.target.value })} />
        </Field>
      </div>
    </>
  );
};
