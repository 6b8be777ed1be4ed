/** The only entry: readies what every page has, and the player where there is one. */

import { hideBrokenPictures } from "./lib/pictures.js";
import "./widgets/sign-out.js";
import "./widgets/theme-switch.js";
import "./widgets/toast-region.js";

hideBrokenPictures();
if (document.getElementById("player-data")) await import("./player-page.js");
if (document.querySelector("server-list")) await import("./widgets/server-list.js");
