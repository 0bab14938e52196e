import { useTranslation } from 'react-i18next';
import { ownPresences } from '../../state/preference-values.ts';
import { choose, usePreferences } from '../../state/preferences.ts';
import { ChoiceRow } from './choice-row.tsx';

export function PresenceSettings() {
  const { t } = useTranslation();
  const presence = usePreferences((preferences) => preferences.presence);
  return (
    <ChoiceRow
      label={t('settings.presenceLabel')}
      text={t(`settings.presenceText_${presence}`)}
      value={presence}
      choices={ownPresences.map((one) => [one, t(`settings.presence_${one}`)] as const)}
      onChoose={(one) => choose({ presence: one })}
    />
  );
}
