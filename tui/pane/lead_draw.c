/*
 * What the lead's screen looks like. Above: time, presentations, deck. In the middle the list,
 * part by part. Below, what there is to say of the line that the cursor stands on, since a line
 * of 80 columns says little.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "tui/pane/lead.h"

enum {
    MARGIN_ROWS = 3, /* header, status, keys */
    TOP_ROWS = 3,
    LABEL_CELLS = 6,
    WIDE = 110, /* from here on a person's line says what they last did, too */
    WHO_CELLS = 18,
    NAME_CELLS = 15,
    SINCE_CELLS = 9,
    TO_DO_CELLS = 9,
    GAP_CELLS = 40,
    TICK_CELLS = 4,
    AWAY_MS = 5 * 60 * 1000,
    WORDS = LEAD_WORDS,
    TIME = 32
};

/* One line of an overlay's inside, written from both ends. */
static int put(const struct surface *surface, int x, int y, int cells, const char *text,
               unsigned style)
{
    struct buffer safe = {0};
    utf8_screen(span_of(text, strcspn(text, "\n")), &safe);
    int used = surface_put_cut(surface, x, y, cells, buffer_span(&safe), style);
    buffer_free(&safe);
    return used;
}

static void put_right(const struct surface *surface, int right, int y, int cells, const char *text,
                      unsigned style)
{
    struct buffer safe = {0};
    utf8_screen(span_string(text), &safe);
    surface_put_right(surface, right - cells, y, cells, buffer_span(&safe), style);
    buffer_free(&safe);
}

/* ---- above ---- */

static int put_top(const struct lead_screen *screen, const struct surface *inside)
{
    static const enum text_id labels[TOP_ROWS] = {TEXT_LEAD_LABEL_TIME, TEXT_LEAD_LABEL_SHOW,
                                                  TEXT_LEAD_LABEL_DECK};
    const struct day_record *record = app_day(screen->head.app, NULL);
    char words[TOP_ROWS][WORDS];
    int y = 0;
    lead_time_words(record, words[0], WORDS);
    lead_show_words(record, words[1], WORDS);
    bool is_long = lead_deck_words(record, screen->view, words[2], WORDS);
    for (int i = 0; i < TOP_ROWS; i++) {
        if (!*words[i])
            continue;
        put(inside, 1, y, LABEL_CELLS, text_get(labels[i]), THEME_OVERLAY_DIM);
        put(inside, 1 + LABEL_CELLS, y, inside->columns - LABEL_CELLS - 2, words[i],
            i == 2 && is_long ? THEME_OVERLAY_CAUTION : THEME_OVERLAY_STRONG);
        y++;
    }
    return y;
}

/* ---- the list ---- */

static void heading_words(const struct lead_screen *screen, enum text_id part, char *out,
                          size_t size)
{
    const struct lead_view *view = screen->view;
    *out = '\0';
    if (part == TEXT_LEAD_QUESTIONS && view->free > 0)
        text_format(out, size, TEXT_LEAD_QUESTIONS_FREE,
                    TEXT_VALUES(text_number("free", (int64_t)view->free)));
    else if (part == TEXT_LEAD_PEOPLE)
        text_format(out, size, TEXT_LEAD_PEOPLE_HERE,
                    TEXT_VALUES(text_number("here", (int64_t)view->here)));
    else if (part == TEXT_LEAD_TO_MEND && view->meter.findings > 0 && !screen->checks_home)
        snprintf(out, size, "%s",
                 text_get(screen->check_failed ? TEXT_LEAD_UNCHECKED : TEXT_LEAD_CHECKING));
    else if (part == TEXT_LEAD_CHECKLIST)
        text_format(out, size, TEXT_LEAD_DONE_OF,
                    TEXT_VALUES(text_number("done", (int64_t)lead_ticked(view)),
                                text_number("all", LEAD_ITEMS)));
}

static void put_heading(const struct lead_screen *screen, const struct surface *inside, int y,
                        enum text_id part)
{
    char words[WORDS];
    int x = 1 + put(inside, 1, y, inside->columns - 2, text_get(part), THEME_OVERLAY_TITLE);
    heading_words(screen, part, words, sizeof words);
    put(inside, x + 2, y, inside->columns - x - 3, words, THEME_OVERLAY_DIM);
}

static void put_question(const struct surface *inside, int y, const struct lead_card *card)
{
    char since[TIME];
    const char *who = card->deck.texts[CARD_ASSIGNEE];
    int right = inside->columns - 2, who_x = right - SINCE_CELLS - WHO_CELLS;
    put(inside, 3, y, who_x - 4, card->deck.texts[CARD_TEXT], THEME_OVERLAY);
    put(inside, who_x, y, WHO_CELLS - 1, *who ? who : text_get(TEXT_LEAD_NOBODY),
        *who ? THEME_OVERLAY : THEME_OVERLAY_CAUTION);
    put_right(inside, right, y, SINCE_CELLS,
              lead_since(since, sizeof since, clock_now_ms() - card->at_ms), THEME_OVERLAY_DIM);
}

/* What they are at: the card that they write on, their screen, or the last thing that they did. */
static void looks_words(const struct lead_screen *screen, const struct lead_person *person,
                        char *out, size_t size)
{
    char since[TIME];
    const struct lead_card *card = lead_view_card(screen->view, person->writes);
    int64_t idle = clock_now_ms() - person->input_ms;
    if (person->here && idle > AWAY_MS)
        text_format(out, size, TEXT_LEAD_AWAY,
                    TEXT_VALUES(text_string("since", lead_since(since, sizeof since, idle))));
    else if (person->here && card)
        text_format(out, size, TEXT_LEAD_WRITES,
                    TEXT_VALUES(text_string("card", card->deck.texts[CARD_TEXT])));
    else
        snprintf(out, size, "%s",
                 person->here    ? lead_looks(screen, person)
                 : *person->last ? person->last
                                 : text_get(TEXT_LEAD_NOT_TODAY));
}

static void put_person(const struct lead_screen *screen, const struct surface *inside, int y,
                       const struct lead_person *person)
{
    char words[WORDS], since[TIME], to_do[TIME] = "";
    int64_t now = clock_now_ms();
    int right = inside->columns - 2, since_x = right - TO_DO_CELLS;
    int looks_x = 5 + NAME_CELLS, end = since_x - SINCE_CELLS;
    bool wide = inside->columns >= WIDE && person->here;
    int last_x = wide ? looks_x + (end - looks_x) / 2 : end;
    bool away = person->here && now - person->input_ms > AWAY_MS;
    put(inside, 3, y, 1, person->here ? away ? "◐" : "●" : "○",
        person->here && !away ? THEME_OVERLAY_GOOD : THEME_OVERLAY_DIM);
    put(inside, 5, y, NAME_CELLS - 1, person->name,
        person->here ? THEME_OVERLAY_STRONG : THEME_OVERLAY);
    looks_words(screen, person, words, sizeof words);
    put(inside, looks_x, y, last_x - looks_x - 1, words,
        person->here && !away ? THEME_OVERLAY : THEME_OVERLAY_DIM);
    if (wide)
        put(inside, last_x, y, end - last_x - 1, person->last, THEME_OVERLAY_DIM);
    if (person->here && !away && lead_looks(screen, person) == person->looks)
        put_right(inside, since_x, y, SINCE_CELLS,
                  lead_since(since, sizeof since, now - person->looks_ms), THEME_OVERLAY_DIM);
    else if (!person->here && person->last_ms)
        put_right(inside, since_x, y, SINCE_CELLS,
                  clock_local_hm(since, sizeof since, person->last_ms), THEME_OVERLAY_DIM);
    if (person->down > 0)
        text_format(to_do, sizeof to_do, TEXT_LEAD_TO_DO,
                    TEXT_VALUES(text_number("count", (int64_t)person->down)));
    put_right(inside, right, y, TO_DO_CELLS, to_do, THEME_OVERLAY);
}

static void put_gap(const struct surface *inside, int y, const struct lead_row *row)
{
    int who_x = inside->columns - 2 - (inside->columns >= WIDE ? WHO_CELLS : 0);
    int gap_x = who_x - GAP_CELLS;
    unsigned style = row->gap == LEAD_MASKED ? THEME_OVERLAY : THEME_OVERLAY_CAUTION;
    put(inside, 3, y, gap_x - 4, row->card->deck.texts[CARD_TEXT], THEME_OVERLAY);
    put(inside, gap_x, y, GAP_CELLS - 1, text_get(lead_gap_words(row->gap)), style);
    if (inside->columns >= WIDE)
        put(inside, who_x, y, WHO_CELLS, row->card->deck.texts[CARD_ASSIGNEE], THEME_OVERLAY);
}

static void put_item(const struct lead_screen *screen, const struct surface *inside, int y,
                     enum lead_item item)
{
    const struct lead_tick *tick = &screen->view->ticks[item];
    char words[WORDS], at[TIME];
    put(inside, 3, y, TICK_CELLS, text_get(tick->at_ms ? TEXT_LEAD_TICK_ON : TEXT_LEAD_TICK_OFF),
        tick->at_ms ? THEME_OVERLAY_GOOD : THEME_OVERLAY);
    put(inside, 3 + TICK_CELLS, y, inside->columns - 4, text_get(lead_item_label(item)),
        tick->at_ms ? THEME_OVERLAY_DIM : THEME_OVERLAY);
    if (!tick->at_ms)
        return;
    text_format(words, sizeof words, TEXT_LEAD_TICKED,
                TEXT_VALUES(text_string("by", tick->by),
                            text_string("at", clock_local_hm(at, sizeof at, tick->at_ms))));
    put_right(inside, inside->columns - 2, y, WHO_CELLS + SINCE_CELLS, words, THEME_OVERLAY_DIM);
}

static void put_row(const struct lead_screen *screen, const struct surface *inside, int y,
                    size_t at)
{
    const struct lead_row *row = &screen->rows[at];
    switch (row->kind) {
    case LEAD_ROW_HEADING:
        put_heading(screen, inside, y, row->words);
        break;
    case LEAD_ROW_NOTE:
        put(inside, 3, y, inside->columns - 4, text_get(row->words), THEME_OVERLAY_DIM);
        break;
    case LEAD_ROW_QUESTION:
        put_question(inside, y, row->card);
        break;
    case LEAD_ROW_PERSON:
        put_person(screen, inside, y, row->person);
        break;
    case LEAD_ROW_GAP:
        put_gap(inside, y, row);
        break;
    case LEAD_ROW_ITEM:
        put_item(screen, inside, y, row->item);
        break;
    }
    if (at != screen->cursor || !lead_row_is_choice(row))
        return;
    put(inside, 1, y, 1, "▶", THEME_OVERLAY_STRONG);
    surface_tint(inside, 0, y, inside->columns, 1, THEME_OVERLAY_SELECTED);
}

/* The cursor in sight, with the heading above it where it is the first of its part. */
static void scroll(struct lead_screen *screen)
{
    size_t first = screen->cursor;
    while (first > 0 && screen->rows[first - 1].kind == LEAD_ROW_HEADING)
        first--;
    if (first < screen->top)
        screen->top = first;
    if (screen->cursor >= screen->top + screen->shown)
        screen->top = screen->cursor - screen->shown + 1;
    size_t last = screen->row_count > screen->shown ? screen->row_count - screen->shown : 0;
    if (screen->top > last)
        screen->top = last;
}

static void put_list(struct lead_screen *screen, const struct surface *inside, int y, int rows)
{
    screen->list_y = y;
    screen->shown = (size_t)rows;
    screen->roomy = screen->row_count + LEAD_PARTS - 1 <= screen->shown;
    scroll(screen);
    for (size_t at = screen->top; at < screen->row_count && lead_line_of(screen, at) < rows; at++)
        put_row(screen, inside, y + lead_line_of(screen, at), at);
    if (screen->top > 0)
        surface_repeat(inside, inside->columns - 1, y, 1, 0x2191, THEME_OVERLAY_STRONG);
    if (screen->top + screen->shown < screen->row_count)
        surface_repeat(inside, inside->columns - 1, y + rows - 1, 1, 0x2193, THEME_OVERLAY_STRONG);
}

/* ---- below ---- */

static int put_sentence(const struct surface *inside, int y, int rows, const char *text,
                        unsigned style)
{
    struct buffer safe = {0};
    utf8_screen(span_of(text, strcspn(text, "\n")), &safe);
    int used =
        surface_put_wrapped(inside, 1, y, inside->columns - 2, rows, buffer_span(&safe), style);
    buffer_free(&safe);
    return used;
}

/* The first one stands in the list, too: it is cut before what follows is. */
static void put_about(const struct lead_screen *screen, const struct surface *inside, int y)
{
    const struct surface nowhere = surface_part(inside, 0, 0, inside->columns, 0);
    struct lead_about about;
    int end = y + LEAD_ABOUT_ROWS, rows = LEAD_ABOUT_ROWS;
    lead_tell_about(screen, &about);
    for (int i = 1; i < about.count; i++)
        rows -= put_sentence(&nowhere, 0, LEAD_ABOUT_ROWS, about.lines[i], THEME_OVERLAY);
    for (int i = 0; i < about.count && y < end; i++)
        y += put_sentence(inside, y,
                          i > 0      ? end - y
                          : rows > 1 ? rows
                                     : 1,
                          about.lines[i], i > 0 ? THEME_OVERLAY : THEME_OVERLAY_STRONG);
}

/* ---- all of it ---- */

void lead_draw(struct overlay *head, const struct surface *screen)
{
    struct lead_screen *lead = (struct lead_screen *)head;
    const struct lead_view *view = lead->view;
    struct surface inside;
    char title[WORDS];
    text_format(title, sizeof title, view && *view->team ? TEXT_LEAD_TITLE_TEAM : TEXT_LEAD_TITLE,
                TEXT_VALUES(text_string("team", view ? view->team : "")));
    overlay_box_at(head, screen, title, 0, 1, screen->columns, screen->rows - MARGIN_ROWS - 2,
                   &inside);
    if (!view) {
        put(&inside, 1, 0, inside.columns - 2, text_get(TEXT_LEAD_READING), THEME_OVERLAY_DIM);
        return;
    }
    int y = put_top(lead, &inside), rule = inside.rows - LEAD_ABOUT_ROWS - 1;
    y += inside.rows > 24; /* a line between them where there is room */
    put_list(lead, &inside, y, rule - y);
    surface_repeat(&inside, 0, rule, inside.columns, 0x2500, THEME_OVERLAY_BORDER);
    put_about(lead, &inside, rule + 1);
}

bool lead_cursor(const struct overlay *head, int *x, int *y)
{
    const struct lead_screen *lead = (const struct lead_screen *)head;
    if (!lead_row_now(lead))
        return false;
    *x = head->x + 2;
    *y = head->y + 1 + lead->list_y + lead_line_of(lead, lead->cursor);
    return true;
}

/* ---- in words ---- */

static void describe_line(struct buffer *out, const char *text)
{
    utf8_screen(span_of(text, strcspn(text, "\n")), out);
    buffer_add_byte(out, '\n');
}

static void describe_row(const struct lead_screen *lead, size_t at, struct buffer *out)
{
    const struct lead_row *row = &lead->rows[at];
    char words[WORDS];
    buffer_add_string(out, at == lead->cursor ? "> " : "  ");
    switch (row->kind) {
    case LEAD_ROW_HEADING:
        heading_words(lead, row->words, words, sizeof words);
        buffer_printf(out, "%s %s\n", text_get(row->words), words);
        break;
    case LEAD_ROW_NOTE:
        describe_line(out, text_get(row->words));
        break;
    case LEAD_ROW_PERSON:
        utf8_screen(span_string(row->person->name), out);
        looks_words(lead, row->person, words, sizeof words);
        buffer_printf(out, ", %s", row->person->here ? text_get(TEXT_LEAD_HERE) : "");
        buffer_add_string(out, row->person->here ? ", " : "");
        describe_line(out, words);
        break;
    case LEAD_ROW_ITEM:
        buffer_printf(
            out, "%s ",
            text_get(lead->view->ticks[row->item].at_ms ? TEXT_LEAD_TICK_ON : TEXT_LEAD_TICK_OFF));
        describe_line(out, text_get(lead_item_label(row->item)));
        break;
    default:
        describe_line(out, row->card->deck.texts[CARD_TEXT]);
        break;
    }
}

void lead_describe(const struct overlay *head, struct buffer *out)
{
    const struct lead_screen *lead = (const struct lead_screen *)head;
    char words[WORDS];
    struct lead_about about;
    if (!lead->view)
        return;
    const struct day_record *record = app_day(head->app, NULL);
    lead_time_words(record, words, sizeof words);
    describe_line(out, words);
    lead_show_words(record, words, sizeof words);
    describe_line(out, words);
    lead_deck_words(record, lead->view, words, sizeof words);
    describe_line(out, words);
    lead_tell_about(lead, &about);
    for (int i = 0; i < about.count; i++)
        describe_line(out, about.lines[i]);
    for (size_t i = 0; i < lead->row_count; i++)
        describe_row(lead, i, out);
    buffer_add_byte(out, '\n');
}
