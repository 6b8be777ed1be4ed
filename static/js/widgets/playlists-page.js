/** Wakes the widgets of the list of playlists. */

import "./quiet-forms.js";
import "./playlist-import.js";
import "./playlist-shelf.js";
