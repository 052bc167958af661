/* The lines of the lead's screen: what there is to choose, part by part under its heading, and
 * the cursor that stays on its line when everything is read anew. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/jam/day_record.h"
#include "tui/pane/lead.h"

bool lead_row_is_choice(const struct lead_row *row)
{
    return row->kind != LEAD_ROW_HEADING && row->kind != LEAD_ROW_NOTE;
}

const struct lead_row *lead_row_now(const struct lead_screen *screen)
{
    const struct lead_row *row =
        screen->cursor < screen->row_count ? &screen->rows[screen->cursor] : NULL;
    return row && lead_row_is_choice(row) ? row : NULL;
}

/* ---- making them ---- */

struct making {
    const struct lead_screen *screen;
    struct lead_row *rows;
    size_t count, room;
    bool failed;
};

static void add(struct making *making, struct lead_row row)
{
    if (making->count == making->room) {
        size_t room = making->room ? making->room * 2 : 32;
        struct lead_row *more = realloc(making->rows, room * sizeof *more);
        making->failed |= !more;
        if (!more)
            return;
        making->rows = more;
        making->room = room;
    }
    making->rows[making->count++] = row;
}

static void add_words(struct making *making, enum lead_row_kind kind, enum text_id words)
{
    add(making, (struct lead_row){.kind = kind, .words = words});
}

static void add_questions(struct making *making)
{
    const struct lead_view *view = making->screen->view;
    add_words(making, LEAD_ROW_HEADING, TEXT_LEAD_QUESTIONS);
    for (size_t i = 0; i < view->question_count; i++)
        add(making, (struct lead_row){.kind = LEAD_ROW_QUESTION, .card = view->questions[i]});
    if (view->question_count == 0)
        add_words(making, LEAD_ROW_NOTE, TEXT_LEAD_NO_QUESTIONS);
}

static void add_people(struct making *making)
{
    const struct lead_view *view = making->screen->view;
    add_words(making, LEAD_ROW_HEADING, TEXT_LEAD_PEOPLE);
    for (size_t i = 0; i < view->person_count; i++)
        add(making, (struct lead_row){.kind = LEAD_ROW_PERSON, .person = &view->people[i]});
    if (view->person_count == 0)
        add_words(making, LEAD_ROW_NOTE, TEXT_LEAD_NO_PEOPLE);
}

/* The worst of all cards first, so that what is cut off at the bottom matters least. */
static void add_gaps(struct making *making)
{
    const struct lead_screen *screen = making->screen;
    const struct lead_view *view = screen->view;
    size_t before = making->count + 1;
    add_words(making, LEAD_ROW_HEADING, TEXT_LEAD_TO_MEND);
    for (size_t g = 0; g < LEAD_GAPS; g++)
        for (size_t i = 0; i < view->card_count; i++)
            if (lead_all_gaps(&view->cards[i], screen->checks, screen->check_count) &
                lead_gap_at(g))
                add(making, (struct lead_row){.kind = LEAD_ROW_GAP,
                                              .card = &view->cards[i],
                                              .gap = lead_gap_at(g)});
    if (view->meter.findings == 0)
        add_words(making, LEAD_ROW_NOTE, TEXT_LEAD_NOTHING_STARRED);
    else if (making->count == before)
        add_words(making, LEAD_ROW_NOTE, TEXT_LEAD_NOTHING_TO_MEND);
}

static void add_checklist(struct making *making)
{
    add_words(making, LEAD_ROW_HEADING, TEXT_LEAD_CHECKLIST);
    for (int i = 0; i < LEAD_ITEMS; i++)
        add(making, (struct lead_row){.kind = LEAD_ROW_ITEM, .item = (enum lead_item)i});
}

/* The same thing, of what was read before and now. */
static bool is_same(const struct lead_row *a, const struct lead_row *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == LEAD_ROW_PERSON)
        return strcasecmp(a->person->name, b->person->name) == 0;
    if (a->kind == LEAD_ROW_ITEM)
        return a->item == b->item;
    return a->card && b->card && a->card->id == b->card->id && a->gap == b->gap;
}

/* On what it was on; else near there, on something that can be chosen. */
static void keep_cursor(struct lead_screen *screen, const struct lead_row *was)
{
    for (size_t i = 0; was && i < screen->row_count; i++)
        if (is_same(&screen->rows[i], was)) {
            screen->cursor = i;
            return;
        }
    if (screen->cursor >= screen->row_count)
        screen->cursor = screen->row_count - 1;
    size_t at = screen->cursor;
    while (at > 0 && !lead_row_is_choice(&screen->rows[at]))
        at--;
    screen->cursor = lead_row_is_choice(&screen->rows[at]) ? at : 0;
    if (!lead_row_is_choice(&screen->rows[screen->cursor]))
        lead_move(screen, 1);
}

bool lead_make_rows(struct lead_screen *screen)
{
    static void (*const adders[LEAD_PARTS])(struct making *) = {[LEAD_QUESTIONS] = add_questions,
                                                                [LEAD_PEOPLE] = add_people,
                                                                [LEAD_TO_MEND] = add_gaps,
                                                                [LEAD_CHECKLIST] = add_checklist};
    const struct day_record *record = app_day(screen->head.app, NULL);
    const enum lead_part *parts = lead_parts(record && day_is_on(record) ? record->kind : "");
    struct making making = {.screen = screen};
    const struct lead_row *now = lead_row_now(screen);
    for (int i = 0; i < LEAD_PARTS; i++)
        adders[parts[i]](&making);
    if (making.failed) {
        free(making.rows);
        return false;
    }
    struct lead_row *before = screen->rows;
    screen->rows = making.rows;
    screen->row_count = making.count;
    keep_cursor(screen, now);
    free(before);
    return true;
}

/* ---- lines ---- */

int lead_line_of(const struct lead_screen *screen, size_t at)
{
    int line = (int)at - (int)screen->top;
    for (size_t i = screen->top + 1; screen->roomy && i <= at; i++)
        line += screen->rows[i].kind == LEAD_ROW_HEADING;
    return line;
}

size_t lead_row_in(const struct lead_screen *screen, int line)
{
    size_t at = screen->top;
    while (at < screen->row_count && lead_line_of(screen, at) != line)
        at++;
    return line < (int)screen->shown ? at : screen->row_count;
}

/* ---- moving ---- */

void lead_move(struct lead_screen *screen, int by)
{
    size_t at = screen->cursor;
    while (by != 0) {
        size_t next = at;
        do
            next = by > 0 ? next + 1 : next - 1; /* below 0 it is more than there are */
        while (next < screen->row_count && !lead_row_is_choice(&screen->rows[next]));
        if (next >= screen->row_count)
            break;
        at = next;
        by += by > 0 ? -1 : 1;
    }
    screen->cursor = at;
}

/* The first line of each part, round and round. */
void lead_next_part(struct lead_screen *screen, int by)
{
    size_t at = screen->cursor, seen = 0;
    while (by < 0 && at > 0 && screen->rows[at].kind != LEAD_ROW_HEADING)
        at--; /* its own heading */
    do {
        at = (at + (by > 0 ? 1 : screen->row_count - 1)) % screen->row_count;
        seen++;
    } while (seen <= screen->row_count &&
             !(screen->rows[at].kind == LEAD_ROW_HEADING &&
               lead_row_is_choice(&screen->rows[(at + 1) % screen->row_count])));
    if (seen <= screen->row_count)
        screen->cursor = (at + 1) % screen->row_count;
}
