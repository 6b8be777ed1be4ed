/** Wakes the widgets of the player page, then opens the stream that keeps them true. */

import { followPersonal } from "./lib/personal.js";
import { clock, me, stream } from "./lib/player.js";
import "./widgets/connection-status.js";
import "./widgets/document-title.js";
import "./widgets/eject-dialog.js";
import "./widgets/equalizer-panel.js";
import "./widgets/filter-panel.js";
import "./widgets/history-list.js";
import "./widgets/leave-controls.js";
import "./widgets/listener-list.js";
import "./widgets/media-keys.js";
import "./widgets/log-lines.js";
import "./widgets/lyrics-panel.js";
import "./widgets/mini-player.js";
import "./widgets/notices.js";
import "./widgets/now-actions.js";
import "./widgets/now-playing.js";
import "./widgets/offline-choice.js";
import "./widgets/queue-head.js";
import "./widgets/queue-list.js";
import "./widgets/queue-selection.js";
import "./widgets/receiver-notices.js";
import "./widgets/room-faces.js";
import "./widgets/search-box.js";
import "./widgets/seek-bar.js";
import "./widgets/share-link.js";
import "./widgets/shortcut-help.js";
import "./widgets/stream-state.js";
import "./widgets/tab-set.js";
import "./widgets/track-suggestions.js";
import "./widgets/transport-bar.js";
import "./widgets/view-switch.js";
import "./widgets/volume-control.js";
import "./widgets/vote-cards.js";

stream.start();
followPersonal(me.id, () => clock.now());
