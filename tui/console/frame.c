/*
 * Owns what is drawn around the panes: header, frames or tabs, status line; and what a
 * click there means. The key bar has a file of its own.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "tui/console/app_private.h"

enum { TEXT_ROOM = 512, BAR_CELLS = 20, NOTICE_ROWS_MOST = 7, MESSAGE_ROWS_MOST = 4, GAP = 3 };

static int put(const struct surface *surface, int x, int y, const char *string, unsigned style)
{
    return x + surface_put_string(surface, x, y, string, style);
}

/* "Team North"; a name that begins so stays as it is. */
static const char *team_words(const char *team, char *out, size_t size)
{
    text_format(out, size, TEXT_CONSOLE_TEAM, TEXT_VALUES(text_string("team", "")));
    if (!*team || strncasecmp(team, out, strlen(out)) == 0)
        return team;
    text_format(out, size, TEXT_CONSOLE_TEAM, TEXT_VALUES(text_string("team", team)));
    return out;
}

static void draw_header(const struct app *app, const struct surface *screen)
{
    char clock[16], words[TEXT_ROOM], team[NAME_SIZE + 32];
    int y = app->layout.header_row;
    surface_fill(screen, 0, y, screen->columns, 1, THEME_HEADER);
    int x = put(screen, 1, y, text_get(TEXT_CONSOLE_NAME), THEME_HEADER_STRONG) + 2;
    words[0] = '\0';
    const char *parts[] = {app->jam, team_words(app->team, team, sizeof team), app->topic};
    for (size_t i = 0; i < 3; i++) {
        size_t len = strlen(words);
        if (*parts[i])
            snprintf(words + len, sizeof words - len, "%s%s", len ? " · " : "", parts[i]);
    }
    clock_local_hm(clock, sizeof clock, clock_now_ms());
    int clock_x = screen->columns - (int)strlen(clock) - 1;
    int right = today_draw(app, screen, y, clock_x - 2);
    surface_put_cut(screen, x, y, right - x - 1, span_string(words), THEME_HEADER);
    put(screen, clock_x, y, clock, THEME_HEADER_STRONG);
}

/* "2 Data", and what the pane adds. */
static int draw_title(const struct pane *pane, const struct surface *screen, int x, int y,
                      int cells, bool caption)
{
    struct buffer words = {0};
    unsigned style = pane->focused ? THEME_TITLE_FOCUS : THEME_TITLE;
    buffer_printf(&words, " %d %s ", (int)pane->class->place, text_get(pane->class->title));
    int used = surface_put_cut(screen, x, y, cells, buffer_span(&words), style);
    buffer_clear(&words);
    if (caption && pane->class->caption) {
        buffer_add_string(&words, "· ");
        pane->class->caption(pane, &words);
        buffer_add_byte(&words, ' ');
        if (words.len > 4)
            used += surface_put_cut(screen, x + used, y, cells - used, buffer_span(&words),
                                    THEME_TITLE);
    }
    buffer_free(&words);
    return used;
}

static void draw_frame(const struct app *app, const struct pane *pane, const struct surface *screen)
{
    const struct layout_rect *rect = &app->layout.panes[pane->class->place];
    unsigned style = pane->focused ? THEME_BORDER_FOCUS : THEME_BORDER;
    surface_box(screen, rect->x, rect->y, rect->columns, rect->rows, style);
}

/* Where frames share a line, their corners join. */
static void draw_joints(const struct app *app, const struct pane *pane,
                        const struct surface *screen)
{
    const struct layout_rect *rect = &app->layout.panes[pane->class->place];
    unsigned style = pane->focused ? THEME_BORDER_FOCUS : THEME_BORDER;
    if (rect->joined) {
        surface_repeat(screen, rect->x, rect->y, 1, 0x251c, style);
        surface_repeat(screen, rect->x + rect->columns - 1, rect->y, 1, 0x2524, style);
    }
    draw_title(pane, screen, rect->x + 1, rect->y, rect->columns - 2, true);
}

static void draw_frames(const struct app *app, const struct surface *screen)
{
    for (int focused = 0; focused < 2; focused++) {
        for (size_t i = 0; i < app->pane_count; i++) {
            if (app->panes[i].visible && app->panes[i].focused == (focused == 1))
                draw_frame(app, &app->panes[i], screen);
        }
    }
    for (size_t i = 0; i < app->pane_count; i++) {
        if (app->panes[i].visible)
            draw_joints(app, &app->panes[i], screen);
    }
}

static int tab_words(const struct pane *pane, bool close, char *out, size_t size)
{
    snprintf(out, size, " %d %s%s", (int)pane->class->place, text_get(pane->class->title),
             close && !pane->focused ? "" : " ");
    return (int)utf8_screen_width(span_string(out));
}

/* Tabs stand closer when they would take more than half of the row from the caption. */
static bool tabs_are_close(const struct app *app, int columns)
{
    int width = 0;
    for (size_t i = 0; i < app->pane_count; i++) {
        char words[NAME_SIZE];
        width += tab_words(&app->panes[i], false, words, sizeof words);
    }
    return width > columns / 2;
}

enum { CAPTION_NAME = 4 }; /* cells of a name that say something */

/* "name ─ figures · more": what is too long loses first what is more, then cells of the name;
 * the figures stay whole. */
static void put_caption(const struct surface *screen, int x, int y, int cells, struct span text)
{
    static const char dash[] = " ─ ", dot[] = " · ";
    const char *figures = memmem(text.data, text.len, dash, strlen(dash));
    size_t name = figures ? (size_t)(figures - text.data) : 0;
    const char *more = figures ? memmem(figures, text.len - name, dot, strlen(dot)) : NULL;
    struct span middle =
        span_of(text.data + name, (more ? (size_t)(more - text.data) : text.len) - name);
    int room = cells - (int)utf8_screen_width(middle);
    if (!figures || room < CAPTION_NAME || (int)utf8_screen_width(text) <= cells) {
        surface_put_cut(screen, x, y, cells, text, THEME_TAB);
        return;
    }
    x += surface_put_cut(screen, x, y, room, span_of(text.data, name), THEME_TAB);
    surface_put(screen, x, y, screen->columns - x, middle, THEME_TAB);
}

static void draw_tabs(const struct app *app, const struct surface *screen)
{
    int x = 0, y = app->layout.tabs_row;
    const struct pane *focused = app_focused(app);
    bool close = tabs_are_close(app, screen->columns);
    surface_fill(screen, 0, y, screen->columns, 1, THEME_TAB);
    for (size_t i = 0; i < app->pane_count; i++) {
        char words[NAME_SIZE];
        tab_words(&app->panes[i], close, words, sizeof words);
        x = put(screen, x, y, words, app->panes[i].focused ? THEME_TAB_FOCUS : THEME_TAB);
    }
    if (focused->class->caption) {
        struct buffer caption = {0};
        focused->class->caption(focused, &caption);
        if (caption.len)
            x += surface_put_string(screen, x + 1, y, "│", THEME_TAB) + 1;
        put_caption(screen, x + 1, y, screen->columns - x - 1, buffer_span(&caption));
        buffer_free(&caption);
    }
}

static void draw_progress(const struct app *app, const struct job *job,
                          const struct surface *screen)
{
    struct job_news news = {0};
    int y = app->layout.status_row, x = 1;
    mailbox_progress(app->mailbox, job, &news);
    x = put(screen, x, y, text_get(job->class->progress), THEME_MESSAGE) + 2;
    if (news.total > 0) {
        double share = (double)news.done / (double)news.total;
        int full = share >= 1 ? BAR_CELLS : (int)(share * BAR_CELLS);
        char percent[16];
        snprintf(percent, sizeof percent, " %3d %%", share >= 1 ? 100 : (int)(share * 100));
        surface_repeat(screen, x, y, full, 0x2501, THEME_MESSAGE);
        surface_repeat(screen, x + full, y, BAR_CELLS - full, 0x254c, THEME_DIM);
        x = put(screen, x + BAR_CELLS, y, percent, THEME_STATUS) + 2;
    }
    const char *cancel = text_get(TEXT_CONSOLE_ESC_CANCELS);
    int cancel_x = screen->columns - (int)utf8_screen_width(span_string(cancel)) - 1;
    surface_put_cut(screen, x, y, cancel_x - x - 2, span_string(news.words), THEME_STATUS);
    put(screen, cancel_x, y, cancel, THEME_DIM);
}

/* A message that the status line has no room for. What lies over the panes may lie over the rows
 * above it, too. */
static bool is_long(const struct app *app, int columns)
{
    return !app->overlays && (int)utf8_screen_width(span_string(app->message)) > columns - 2 &&
           !app_shown_job(app);
}

/* At the right: what became of a call for a coach, then who is here. What has no room beside the
 * words at the left, of so many cells, is left out. Gives the cells used. */
static int draw_right(const struct app *app, const struct surface *screen, int room, int left)
{
    char call[200], here[200];
    int y = app->layout.status_row, used = 0;
    call_words(app, call, sizeof call);
    presence_words(app, here, sizeof here);
    int message =
        is_long(app, screen->columns) ? 0 : (int)utf8_screen_width(span_string(app->message));
    int taken = message ? message : left; /* what is said now is said whole */
    int call_cells = (int)utf8_screen_width(span_string(call)), gaps = *call ? GAP + 2 : 2;
    if ((message || *call) &&
        taken + call_cells + (int)utf8_screen_width(span_string(here)) + gaps > room)
        *here = '\0';
    if (message && message + call_cells + 2 > room)
        *call = '\0';
    const struct {
        const char *words;
        unsigned style;
    } parts[] = {{here, THEME_DIM}, {call, THEME_MESSAGE}}; /* from the right */
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        int cells = (int)utf8_screen_width(span_string(parts[i].words));
        int gap = used ? GAP : 0;
        if (!cells || used + gap + cells + 20 >= room)
            continue;
        used += gap + cells;
        surface_put_string(screen, screen->columns - 1 - used, y, parts[i].words, parts[i].style);
    }
    return used;
}

/* An announcement, and what a coach writes, stands there whole for a while; below it a message
 * that is longer than a line. */
int frame_notice_rows(const struct app *app, int columns)
{
    if (app->overlays)
        return 0;
    int rows = surface_wrapped_rows(columns - 2, NOTICE_ROWS_MOST, span_string(app->today.notice));
    if (is_long(app, columns))
        rows += surface_wrapped_rows(columns - 2, MESSAGE_ROWS_MOST, span_string(app->message));
    return rows;
}

static unsigned message_style(const struct app *app)
{
    return app->message_bad ? THEME_ERROR : THEME_MESSAGE;
}

static void draw_notice(const struct app *app, const struct surface *screen)
{
    int y = app->layout.notice_row, rows = app->layout.status_row - y, room = screen->columns - 2;
    if (rows <= 0)
        return;
    surface_fill(screen, 0, y, screen->columns, rows, THEME_STATUS);
    int used = surface_put_wrapped(screen, 1, y, room, rows, span_string(app->today.notice),
                                   THEME_MESSAGE);
    if (is_long(app, screen->columns))
        surface_put_wrapped(screen, 1, y + used, room, rows - used, span_string(app->message),
                            message_style(app));
}

/* As many of "rows 12   sum 30   empty 2" as have room, each whole. */
static struct span whole_items(struct span items, int room)
{
    while (items.len > 0 && (int)utf8_screen_width(items) > room) {
        const char *gap = NULL;
        for (size_t i = 0; i + 2 < items.len; i++)
            if (memcmp(items.data + i, "   ", 3) == 0)
                gap = items.data + i;
        if (!gap)
            return utf8_fit(items, (size_t)(room > 0 ? room : 0), NULL);
        items.len = (size_t)(gap - items.data);
    }
    return items;
}

/* What the selection adds up to, then the message; the message goes first when both have no
 * room. */
static void draw_status(const struct app *app, const struct surface *screen)
{
    const struct pane *pane = app_focused(app);
    int y = app->layout.status_row, room = screen->columns - 2, x = 1;
    surface_fill(screen, 0, y, screen->columns, 1, THEME_STATUS);
    if (app_shown_job(app)) {
        draw_progress(app, app_shown_job(app), screen);
        return;
    }
    struct buffer sums = {0};
    if (pane->class->status)
        pane->class->status(pane, &sums);
    int width = (int)utf8_screen_width(buffer_span(&sums));
    int cells = draw_right(app, screen, room, width);
    room -= cells ? cells + 2 : 0;
    const char *words = is_long(app, screen->columns) ? "" : app->message;
    if (app->overlays && !*words)
        words = app->today.notice;
    int message = (int)utf8_screen_width(span_string(words));
    if (width && (!message || width + 3 + message <= room)) {
        surface_put(screen, x, y, room, whole_items(buffer_span(&sums), room), THEME_STATUS);
        x += width + 3;
    }
    surface_put_cut(screen, x, y, room + 1 - x, span_string(words), message_style(app));
    buffer_free(&sums);
}

static void draw_too_small(const struct surface *screen)
{
    char words[TEXT_ROOM];
    text_format(words, sizeof words, TEXT_CONSOLE_TOO_SMALL,
                TEXT_VALUES(text_number("columns", screen->columns),
                            text_number("rows", screen->rows),
                            text_number("wanted_columns", LAYOUT_MIN_COLUMNS),
                            text_number("wanted_rows", LAYOUT_MIN_ROWS)));
    int y = screen->rows / 3, room = screen->columns > 2 ? screen->columns - 2 : 1;
    struct span rest = span_string(words);
    for (; rest.len && y < screen->rows; y++) { /* broken at blanks where it can be */
        size_t len = utf8_fit(rest, (size_t)room, NULL).len;
        size_t cut = len;
        while (len < rest.len && cut > 0 && rest.data[cut] != ' ')
            cut--;
        len = cut ? cut : len;
        surface_put(screen, 1, y, room, span_of(rest.data, len), THEME_TEXT);
        while (len < rest.len && rest.data[len] == ' ')
            len++;
        rest = span_of(rest.data + (len ? len : rest.len), rest.len - (len ? len : rest.len));
    }
}

void frame_draw(struct app *app, const struct surface *screen)
{
    if (app->layout.mode == LAYOUT_TOO_SMALL) {
        draw_too_small(screen);
        return;
    }
    draw_header(app, screen);
    if (app->layout.tabs_row >= 0)
        draw_tabs(app, screen);
    else
        draw_frames(app, screen);
    for (size_t i = 0; i < app->pane_count; i++) {
        struct layout_rect inside;
        struct pane *pane = &app->panes[i];
        if (!pane->visible || !layout_inside(&app->layout, pane->class->place, &inside))
            continue;
        struct surface surface =
            surface_part(screen, inside.x, inside.y, inside.columns, inside.rows);
        pane->class->draw(pane, &surface);
    }
    draw_notice(app, screen);
    draw_status(app, screen);
    keybar_draw(app, screen);
}

static bool click_tab(struct app *app, int x)
{
    int at = 0;
    bool close = tabs_are_close(app, app->layout.columns);
    for (size_t i = 0; i < app->pane_count; i++) {
        char words[NAME_SIZE];
        int width = tab_words(&app->panes[i], close, words, sizeof words);
        if (x >= at && x < at + width) {
            app_focus(app, app->panes[i].class->name);
            return true;
        }
        at += width;
    }
    return true;
}

/* The line between the columns is taken with the mouse and moved. */
static bool drag_divider(struct app *app, const struct key *key)
{
    const struct layout_rect *topic = &app->layout.panes[PLACE_TOPIC];
    const struct layout_rect *data = &app->layout.panes[PLACE_DATA];
    if (key->action == MOUSE_PRESS && topic->shown && data->shown && !app->layout.panes[0].shown)
        app->dragging = key->y > app->layout.header_row && key->y < app->layout.status_row &&
                        (key->x == data->x || key->x == data->x - 1);
    if (key->action == MOUSE_RELEASE && app->dragging) {
        app->dragging = false;
        return true;
    }
    if (key->action == MOUSE_DRAG && app->dragging) {
        int percent = (key->x + 1) * 100 / app->layout.columns;
        app->left_percent = percent < 15 ? 15 : percent > 70 ? 70 : percent;
        app_remember_number(app, "console.left", app->left_percent);
        app->dirty = true;
    }
    return app->dragging;
}

bool frame_click(struct app *app, const struct key *key)
{
    if (app->layout.mode == LAYOUT_TOO_SMALL)
        return true;
    if (drag_divider(app, key))
        return true;
    if (key->action != MOUSE_PRESS)
        return false;
    if (key->y == app->layout.keys_row)
        return keybar_click(app, key->x);
    if (key->y == app->layout.header_row) {
        menu_open(app);
        return true;
    }
    if (key->y == app->layout.tabs_row)
        return click_tab(app, key->x);
    return false;
}
