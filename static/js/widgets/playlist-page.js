/** Wakes the widgets of a playlist: one script, as they share what is known of it. */

import "./quiet-forms.js";
import "./playlist-panels.js";
import "./playlist-share.js";
import "./playlist-play.js";
import "./playlist-rows.js";
import "./playlist-add.js";
import "./playlist-import.js";
import "./playlist-jobs.js";
import "./playlist-head.js";
