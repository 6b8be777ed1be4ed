/** Wakes the widgets of the favourites. */

import "./playlist-panels.js";
import "./playlist-play.js";
import "./favourite-rows.js";
