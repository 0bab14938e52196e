/** The desktop app's main process, as Electron 9 can run it. */
import './prelude.ts';
import './web-answers.ts';
import '../../../desktop/main/index.ts';
