import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaruBridge } from '../../../ipc/index.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { parseServerAddress, useServerAddress } from '../../state/server-address.ts';
import styles from './desktop-settings.module.css';
import { SettingGroup } from './setting-group.tsx';

/** Which Maru this app talks to. Another one loads the page anew; each keeps its own log-in. */
export function ServerSettings({ bridge }: { bridge: MaruBridge }) {
  const { t } = useTranslation();
  const address = useServerAddress();
  const [text, setText] = useState(address);
  const [tried, setTried] = useState(false);
  const wished = parseServerAddress(text);
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    if (wished && wished !== address)
      bridge.chooseServer(wished).catch(() => showToast(t('settings.systemRefused')));
  }
  return (
    <SettingGroup title={t('settings.serverChange')}>
      <form className={styles.server} onSubmit={submit} noValidate>
        <TextField
          label={t('settings.serverAddress')}
          hint={t('settings.serverHint')}
          error={tried && !wished ? t('settings.serverWrong') : undefined}
          type="url"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={wished === address}>
          {t('settings.serverUse')}
        </Button>
      </form>
    </SettingGroup>
  );
}
