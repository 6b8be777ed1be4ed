/** The entry of every page: readies what all have, and the player where there is one. */

import { hideBrokenPictures } from "./lib/pictures.js";
import { showReasonsOnTheWay } from "./lib/reasons.js";
import { registerWhenLoaded } from "./lib/shell.js";
import "./widgets/theme-switch.js";
import "./widgets/toast-region.js";

hideBrokenPictures();
showReasonsOnTheWay();
registerWhenLoaded();
if (document.querySelector(".server-bar")) await import("./server-bar.js");
else if (document.getElementById("player-data")) await import("./player-page.js");
if (document.querySelector("offline-page")) await import("./widgets/offline-page.js");
