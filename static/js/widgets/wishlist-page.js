/** Wakes the widgets of the wishlist. */

import "./quiet-forms.js";
import "./library-live.js";
