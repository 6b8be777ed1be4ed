/** Wakes the widgets of the followed artists. */

import "./quiet-forms.js";
import "./library-live.js";
