import '../styles/tokens.css';
import '../styles/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createClient } from './create-client.ts';
import { followPreferences } from './follow-preferences.ts';

const translation = followPreferences();
const client = createClient();
void client.actions.restore();
window.addEventListener('online', () => client.actions.reconnect());

const root = document.getElementById('root');
if (root) createRoot(root).render(<App client={client} translation={translation} />);
