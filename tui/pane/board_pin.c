/*
 * Evidence: what another pane shows is pinned, with its figures worked out by the worker;
 * and a piece is looked at again, as figures or as the view it was.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/board_state.h"
#include "tui/pane/view_open.h"

/* ---- taking ---- */

struct take_request {
    const char *kind, *view;
    struct helper *helper;
};

static enum status run_take(struct job *job, struct error *err)
{
    const struct take_request *request = job->request;
    const struct frames_watch watch = {.cancel = job->cancel};
    const struct evidence_ground ground = {job->db, job->frames, &watch, request->helper};
    struct evidence *out = arena_alloc(job->arena, sizeof *out);
    if (!out)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = out;
    return evidence_take(&ground, request->kind, request->view, job->arena, out, err);
}

static const struct job_class take_job = {
    .name = "board.take", .run = run_take, .slow = true, .progress = TEXT_BOARD_TAKING};

static void take(struct pane *pane, const char *from)
{
    struct arena *arena = arena_new();
    struct pane_pin pin = {.kind = "", .view = ""};
    if (!arena || !app_pin_of(pane->app, from, arena, &pin)) {
        app_say(pane->app, TEXT_BOARD_NOTHING_TO_PIN, NULL);
        arena_free(arena);
        return;
    }
    struct job *job = app_job(pane, &take_job);
    struct take_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (request) {
        request->kind = arena_string(job->arena, pin.kind);
        request->view = arena_string(job->arena, pin.view);
        request->helper = app_helper(pane->app);
        job->lane = BOARD_LANE_TAKE;
        app_submit(job);
    }
    arena_free(arena);
}

/* The card under the cursor is the one that is pinned to, or no longer is. */
static void choose_target(struct pane *pane)
{
    struct board_state *state = board_state(pane);
    const struct card *card = board_current(pane);
    char words[240];
    if (!card)
        return;
    state->target = state->target == card->id ? 0 : card->id;
    app_remember_number(pane->app, "board.target", state->target);
    board_card_words(card, words, sizeof words);
    app_say(pane->app, state->target ? TEXT_BOARD_TARGET_SET : TEXT_BOARD_TARGET_GONE,
            TEXT_VALUES(text_string("card", words)));
    app_redraw(pane);
}

void board_pin_from(struct pane *pane, const char *from)
{
    if (!board_can_write(pane))
        app_say(pane->app, TEXT_BOARD_NO_FILE, NULL);
    else if (strcmp(from, pane->class->name) == 0)
        choose_target(pane);
    else
        take(pane, from);
}

/* To the chosen card; without one, a finding that begins with what the figures say. */
void board_take_figures(struct pane *pane, struct job *job)
{
    const struct board_state *state = board_state(pane);
    const struct evidence *evidence = job->result;
    const struct card *target = board_find_card(pane, state->target);
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    if (!target || card_is(target, CARD_ARCHIVED)) {
        board_new_card(pane, CARD_FINDING, evidence->sentence, evidence);
        return;
    }
    struct board_wish *wish = board_wish(pane, WISH_PIN, target->id);
    if (!wish)
        return;
    wish->evidence = evidence_copy(wish->job->arena, evidence);
    wish->said = TEXT_BOARD_PINNED;
    if (wish->evidence)
        board_submit(wish);
}

/* ---- looking again ---- */

enum look { LOOK_OPEN, LOOK_FIGURES };

struct look_request {
    enum look what;
    const char *uuid;
    struct helper *helper;
};

static enum status run_look(struct job *job, struct error *err)
{
    const struct look_request *request = job->request;
    const struct frames_watch watch = {.cancel = job->cancel};
    const struct evidence_ground ground = {job->db, job->frames, &watch, request->helper};
    struct evidence_now *now = arena_alloc(job->arena, sizeof *now);
    if (!now)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = now;
    if (request->what == LOOK_OPEN)
        return evidence_read(job->db, job->arena, request->uuid, &now->evidence, err);
    return evidence_look(&ground, request->uuid, job->arena, now, err);
}

static const struct job_class open_job = {.name = "board.open", .run = run_look};
static const struct job_class look_job = {
    .name = "board.look", .run = run_look, .slow = true, .progress = TEXT_BOARD_TAKING};

static void submit_look(struct pane *pane, enum look what, const char *uuid)
{
    struct job *job = app_job(pane, what == LOOK_OPEN ? &open_job : &look_job);
    struct look_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->what = what;
    request->uuid = arena_string(job->arena, uuid);
    request->helper = app_helper(pane->app);
    job->lane = BOARD_LANE_LOOK;
    if (request->uuid)
        app_submit(job);
}

void board_open_evidence(struct pane *pane, const char *uuid)
{
    submit_look(pane, LOOK_OPEN, uuid);
}

void board_show_evidence(struct pane *pane, const char *uuid)
{
    submit_look(pane, LOOK_FIGURES, uuid);
}

static void open_view(struct pane *pane, const struct evidence *evidence)
{
    view_open(pane, &(struct view_opening){
                        .kind = evidence->kind,
                        .view = evidence->view,
                        .words = TEXT_BOARD_VIEW_OPENED,
                        .gone = TEXT_BOARD_DATASET_GONE,
                        .values = TEXT_VALUES(text_string("title", evidence->title),
                                              text_string("dataset", evidence->dataset_name))});
}

/* ---- figures on a card ---- */

struct lines {
    struct arena *arena;
    struct card_line *list;
    size_t count, room;
    bool failed;
};

static void add_line(struct lines *lines, const char *label, const char *text, unsigned style)
{
    lines->failed |= !text;
    if (lines->count < lines->room && text)
        lines->list[lines->count++] = (struct card_line){label, text, style};
}

static const char *figure(struct lines *lines, const struct value *value)
{
    char scratch[VALUE_NUMBER_SIZE], words[64];
    if (value->kind == VALUE_EMPTY)
        return "–";
    if (value->kind == VALUE_TEXT)
        return arena_copy(lines->arena, value->text);
    if (value->kind == VALUE_INTEGER) {
        text_group_digits(scratch, sizeof scratch, value->integer);
        return arena_string(lines->arena, scratch);
    }
    text_format(words, sizeof words, TEXT_BOARD_FIGURE,
                TEXT_VALUES(text_decimal("figure", value->decimal, 2)));
    return arena_string(lines->arena, words);
}

static void add_changes(struct lines *lines, const struct evidence_now *now)
{
    char words[900];
    if (now->state == EVIDENCE_GONE) {
        add_line(lines, NULL, now->trouble, THEME_ERROR);
        return;
    }
    if (now->state == EVIDENCE_SAME) {
        add_line(lines, NULL, text_get(TEXT_BOARD_FIGURES_SAME), THEME_OVERLAY);
        return;
    }
    add_line(lines, NULL, text_get(TEXT_BOARD_FIGURES_CHANGED), THEME_OVERLAY_STRONG);
    for (size_t i = 0; i < now->change_count; i++) {
        const struct snapshot_change *change = &now->changes[i];
        text_format(words, sizeof words, TEXT_BOARD_FIGURE_CHANGE,
                    TEXT_VALUES(text_string("what", change->what),
                                text_string("before", figure(lines, &change->before)),
                                text_string("after", figure(lines, &change->after))));
        add_line(lines, NULL, arena_string(lines->arena, words), THEME_OVERLAY);
    }
    if (now->change_count == 0)
        add_line(lines, NULL, text_get(TEXT_BOARD_FIGURES_ELSEWHERE), THEME_OVERLAY);
    text_format(words, sizeof words, TEXT_BOARD_SAYS_NOW,
                TEXT_VALUES(text_string("sentence", now->sentence)));
    add_line(lines, NULL, arena_string(lines->arena, words), THEME_OVERLAY);
}

/* The table as it was, in lines of one width. */
enum { TABLE_ROWS = 60, TABLE_COLUMNS = 12, CELL_MOST = 24 };

static void pad(struct buffer *line, const char *text, size_t cells, bool right)
{
    struct buffer safe = {0};
    utf8_screen(span_string(text), &safe);
    size_t used = 0;
    struct span fit = utf8_fit(buffer_span(&safe), cells, &used);
    for (size_t i = used; right && i < cells; i++)
        buffer_add_byte(line, ' ');
    buffer_add_span(line, fit);
    for (size_t i = used; !right && i < cells; i++)
        buffer_add_byte(line, ' ');
    buffer_free(&safe);
}

static size_t column_cells(struct lines *lines, const struct snapshot *table, size_t column)
{
    size_t widest = utf8_screen_width(span_string(table->heads[column]));
    for (size_t r = 0; r < table->rows && r < TABLE_ROWS; r++) {
        const char *text = figure(lines, &table->cells[r * table->columns + column]);
        size_t cells = utf8_screen_width(span_string(text));
        widest = cells > widest ? cells : widest;
    }
    return widest < CELL_MOST ? widest : CELL_MOST;
}

static void add_table(struct lines *lines, const struct snapshot *table)
{
    size_t columns = table->columns < TABLE_COLUMNS ? table->columns : TABLE_COLUMNS;
    size_t rows = table->rows < TABLE_ROWS ? table->rows : TABLE_ROWS;
    size_t widths[TABLE_COLUMNS];
    for (size_t c = 0; c < columns; c++)
        widths[c] = column_cells(lines, table, c);
    for (size_t r = 0; r <= rows; r++) {
        struct buffer line = {0};
        for (size_t c = 0; c < columns; c++) {
            const struct value *value = r ? &table->cells[(r - 1) * table->columns + c] : NULL;
            bool right = c >= table->labels && (!value || value->kind != VALUE_TEXT);
            buffer_add_string(&line, c ? "  " : "");
            pad(&line, value ? figure(lines, value) : table->heads[c], widths[c], right);
        }
        add_line(lines, NULL, line.failed ? NULL : arena_copy(lines->arena, buffer_span(&line)),
                 r ? THEME_OVERLAY : THEME_OVERLAY_STRONG);
        buffer_free(&line);
    }
    if ((int64_t)rows < table->all_rows || columns < table->columns)
        add_line(lines, NULL, text_get(TEXT_BOARD_FIGURES_MORE), THEME_OVERLAY_DIM);
}

static void show_figures(struct pane *pane, struct job *job)
{
    const struct evidence_now *now = job->result;
    const struct evidence *evidence = &now->evidence;
    struct lines lines = {.arena = job->arena, .room = EVIDENCE_CHANGES + TABLE_ROWS + 16};
    char words[300], at[8];
    lines.list = arena_array(job->arena, lines.room, sizeof *lines.list);
    if (!lines.list)
        return;
    text_format(words, sizeof words, TEXT_BOARD_EVIDENCE_META,
                TEXT_VALUES(text_string("dataset", evidence->dataset_name),
                            text_number("n", evidence->n), text_string("by", evidence->by),
                            text_string("at", clock_local_hm(at, sizeof at, evidence->at_ms))));
    add_line(&lines, NULL, evidence->sentence, THEME_OVERLAY);
    add_line(&lines, NULL, arena_string(job->arena, words), THEME_OVERLAY_DIM);
    if (*evidence->filters)
        add_line(&lines, NULL, evidence->filters, THEME_OVERLAY_DIM);
    add_line(&lines, NULL, "", THEME_OVERLAY);
    add_changes(&lines, now);
    add_line(&lines, NULL, "", THEME_OVERLAY);
    add_table(&lines, &now->before);
    const struct card_request request = {
        .title = evidence->title, .lines = lines.list, .count = lines.count};
    if (lines.failed)
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    else
        app_open_card(pane, &request);
}

void board_take_look(struct pane *pane, struct job *job)
{
    const struct look_request *request = job->request;
    const struct evidence_now *now = job->result;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK)
        app_say_error(pane->app, &job->error);
    else if (request->what == LOOK_OPEN)
        open_view(pane, &now->evidence);
    else
        show_figures(pane, job);
}
