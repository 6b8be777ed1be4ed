/** Wakes the player's controls on the other pages of its server. */

import { stream } from "./lib/player.js";
import "./widgets/eject-dialog.js";
import "./widgets/leave-controls.js";
import "./widgets/mini-player.js";
import "./widgets/notices.js";
import "./widgets/seek-bar.js";
import "./widgets/stream-state.js";
import "./widgets/transport-bar.js";
import "./widgets/volume-control.js";
import "./widgets/vote-cards.js";

stream.start();
