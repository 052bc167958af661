/*
 * The roles of the theme: id, name in theme files, and the look without colours
 * (n normal, b bold, d dim, r reverse, u underline, i italic). Included with THEME_ROLE defined.
 */
THEME_ROLE(TEXT, "text", "n") /* first: a cleared cell */
THEME_ROLE(DIM, "dim", "d")
THEME_ROLE(STRONG, "strong", "b")
THEME_ROLE(EMPHASIS, "emphasis", "i")
THEME_ROLE(HEADING, "heading", "b")
THEME_ROLE(LINK, "link", "u")
THEME_ROLE(CODE, "code", "n")
THEME_ROLE(QUOTE, "quote", "d")
THEME_ROLE(HEADER, "header", "r") /* the line at the top */
THEME_ROLE(HEADER_STRONG, "header-strong", "rb")
THEME_ROLE(STATUS, "status", "n") /* the line above the keys */
THEME_ROLE(MESSAGE, "message", "b")
THEME_ROLE(ERROR, "error", "b")
THEME_ROLE(KEY, "key", "rb")            /* key bar: the key */
THEME_ROLE(KEY_LABEL, "key-label", "r") /* key bar: its words */
THEME_ROLE(KEY_OFF, "key-off", "d")
THEME_ROLE(BORDER, "border", "n")
THEME_ROLE(BORDER_FOCUS, "border-focus", "b")
THEME_ROLE(TITLE, "title", "n")
THEME_ROLE(TITLE_FOCUS, "title-focus", "b")
THEME_ROLE(TAB, "tab", "n") /* the strip of tabs */
THEME_ROLE(TAB_FOCUS, "tab-focus", "r")
THEME_ROLE(TABLE_HEAD, "table-head", "bu")
THEME_ROLE(TABLE_HEAD_CURRENT, "table-head-current", "r")
THEME_ROLE(ROW_NUMBER, "row-number", "d")
THEME_ROLE(NUMBER, "number", "n")
THEME_ROLE(EMPTY, "empty", "d") /* ∅ */
THEME_ROLE(MISFIT, "misfit", "u")
THEME_ROLE(GOOD, "good", "n") /* quality marks */
THEME_ROLE(CAUTION, "caution", "b")
THEME_ROLE(IGNORE, "ignore", "d")
THEME_ROLE(CURSOR_ROW, "cursor-row", "u") /* grounds, for surface_tint */
THEME_ROLE(CURSOR_CELL, "cursor-cell", "r")
THEME_ROLE(CURSOR_FIGURE, "cursor-figure", "n") /* of charts, where reverse would change bars */
THEME_ROLE(MARKED, "marked", "bu")
THEME_ROLE(MATCH, "match", "r") /* what was searched for */
THEME_ROLE(OVERLAY, "overlay", "n")
THEME_ROLE(OVERLAY_BORDER, "overlay-border", "b")
THEME_ROLE(OVERLAY_TITLE, "overlay-title", "b")
THEME_ROLE(OVERLAY_DIM, "overlay-dim", "d")
THEME_ROLE(OVERLAY_STRONG, "overlay-strong", "b")
THEME_ROLE(OVERLAY_GOOD, "overlay-good", "n")
THEME_ROLE(OVERLAY_CAUTION, "overlay-caution", "b")
THEME_ROLE(OVERLAY_SELECTED, "overlay-selected", "r")
THEME_ROLE(MENU, "menu", "r")
THEME_ROLE(MENU_SELECTED, "menu-selected", "b")
THEME_ROLE(INPUT, "input", "u")
THEME_ROLE(INPUT_HINT, "input-hint", "du") /* what may be typed there */
THEME_ROLE(PROGRESS, "progress", "r")
THEME_ROLE(PROGRESS_REST, "progress-rest", "d")
THEME_ROLE(SCROLLBAR, "scrollbar", "d")
THEME_ROLE(CHIP, "chip", "r")
THEME_ROLE(CHIP_CURRENT, "chip-current", "rb") /* that the cursor stands on */
THEME_ROLE(CHIP_OFF, "chip-off", "d")
THEME_ROLE(CHIP_DRILL, "chip-drill", "rb") /* rows behind a cell */
THEME_ROLE(BAR, "bar", "n")                /* eighth blocks beside counts */
THEME_ROLE(CHART_1, "chart-1", "n")        /* series of a chart: patterns differ as well */
THEME_ROLE(CHART_2, "chart-2", "n")
THEME_ROLE(CHART_3, "chart-3", "n")
THEME_ROLE(CHART_4, "chart-4", "n")
THEME_ROLE(CHART_5, "chart-5", "n")
THEME_ROLE(CHART_6, "chart-6", "n")
THEME_ROLE(CHART_7, "chart-7", "n")
THEME_ROLE(CHART_8, "chart-8", "n")
THEME_ROLE(HEAT_1, "heat-1", "n") /* grounds of a heat table, the least first */
THEME_ROLE(HEAT_2, "heat-2", "n")
THEME_ROLE(HEAT_3, "heat-3", "n")
THEME_ROLE(HEAT_4, "heat-4", "n")
THEME_ROLE(HEAT_5, "heat-5", "n")
