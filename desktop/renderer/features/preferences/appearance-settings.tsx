import { useTranslation } from 'react-i18next';
import { languages } from '../../i18n/language.ts';
import { textSizes, themes } from '../../state/preference-values.ts';
import { choose, usePreferences } from '../../state/preferences.ts';
import { ChoiceRow } from './choice-row.tsx';

export function AppearanceSettings() {
  const { t } = useTranslation();
  const { theme, textSize, language } = usePreferences((preferences) => preferences);
  return (
    <>
      <ChoiceRow
        label={t('settings.theme')}
        value={theme}
        choices={themes.map((one) => [one, t(`settings.${one}`)] as const)}
        onChoose={(one) => choose({ theme: one })}
      />
      <ChoiceRow
        label={t('settings.textSize')}
        value={textSize}
        choices={textSizes.map((one) => [one, t(`settings.${one}`)] as const)}
        onChoose={(one) => choose({ textSize: one })}
      />
      <ChoiceRow
        label={t('settings.language')}
        value={language}
        choices={[
          ['ko', languages.ko],
          ['en', languages.en],
        ]}
        onChoose={(one) => choose({ language: one })}
      />
    </>
  );
}
